import { type SyntheticEvent, useState } from 'react';
import { Button } from '../../../components/ui/button';
import { CheckField, InputField, SelectField } from '../../../components/ui/field';
import { Failure, Loading } from '../../../components/ui/states';
import { isSignIn } from '../../../lib/access';
import { RequestFailure } from '../../../lib/rest';
import type { Me, Org, OrgChange } from '../../../wire/rest';
import { useOrg, useOrgChange } from '../api/org';
import { BackupReviewers } from './backup-reviewers';
import { LinkedSignIns } from './linked-sign-ins';
import { MyMails } from './my-mails';
import { Passkeys } from './passkeys';
import { RetentionField } from './retention-field';
import { SecondFactor } from './second-factor';
import { SignChangeDialog } from './sign-change-dialog';

export function SettingsPage({ me }: { readonly me: Me }) {
  const org = useOrg();
  return (
    <main className="page narrow" id="main">
      <h1>Settings</h1>
      {org.isPending && <Loading />}
      {org.error !== null && <Failure error={org.error} retry={() => void org.refetch()} />}
      {org.data !== undefined && <SettingsForm org={org.data} me={me} />}
      <MyMails />
      {isSignIn() && <SecondFactor me={me} />}
      {isSignIn() && <Passkeys me={me} />}
      {isSignIn() && <LinkedSignIns me={me} />}
    </main>
  );
}

/** What concerns nobody but oneself. */
export function OwnSettingsPage({ me }: { readonly me: Me }) {
  return (
    <main className="page narrow" id="main">
      <h1>Settings</h1>
      <MyMails />
      {isSignIn() ? (
        <>
          <SecondFactor me={me} />
          <Passkeys me={me} />
          <LinkedSignIns me={me} />
        </>
      ) : (
        <p className="empty">You came by a key. Sign in with your password to change how you sign in.</p>
      )}
    </main>
  );
}

type Silence = Org['timeout_action'];

interface Draft {
  readonly name: string;
  readonly timeoutSeconds: string;
  readonly timeoutAction: Silence;
  readonly backups: readonly string[];
  readonly recording: boolean;
  readonly retentionDays: string;
  readonly timeoutApproveBelow: string;
  readonly autoApproveBelow: string;
  readonly anomalySuspends: boolean;
  readonly selfApproval: boolean;
  readonly requireTotp: boolean;
  readonly requireStepUp: boolean;
}

function draftOf(org: Org): Draft {
  return {
    name: org.name,
    timeoutSeconds: String(org.timeout_seconds),
    timeoutAction: org.timeout_action,
    backups: org.backup_reviewer_ids,
    recording: org.recording === 'on',
    retentionDays: org.retention_days == null ? '' : String(org.retention_days),
    timeoutApproveBelow: org.timeout_approve_below == null ? '' : String(org.timeout_approve_below),
    autoApproveBelow: org.auto_approve_below == null ? '' : String(org.auto_approve_below),
    anomalySuspends: org.anomaly_suspends_whitelist,
    selfApproval: org.allow_self_approval,
    requireTotp: org.require_totp,
    requireStepUp: org.require_step_up ?? false,
  };
}

function SettingsForm({ org, me }: { readonly org: Org; readonly me: Me }) {
  const [draft, setDraft] = useState(() => draftOf(org));
  const change = useOrgChange();
  const [saved, setSaved] = useState(false);
  const [toSign, setToSign] = useState<OrgChange | null>(null);
  const mayWrite = me.permissions.includes('org:write');
  const isOwner = me.role === 'owner';
  const edit = (part: Partial<Draft>) => {
    setDraft({ ...draft, ...part });
    setSaved(false);
    change.reset();
  };
  const faultAt = (field: string) =>
    change.error instanceof RequestFailure && change.error.field === field ? change.error.message : null;
  const strayFault = change.error !== null && !takesPasskey(change.error, me) && !(change.error instanceof RequestFailure && change.error.field !== null);
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    const wanted = changeOf(org, draft);
    change.mutate(wanted, {
      onSuccess: (saved) => setDraft(draftOf(saved)),
      onError: (refused) => takesPasskey(refused, me) && setToSign(wanted),
    });
  };
  const signed = (after: Org) => {
    setToSign(null);
    setDraft(draftOf(after));
    setSaved(true);
    change.reset();
  };
  const unchanged = Object.keys(changeOf(org, draft)).length === 0;
  return (
    <form className="panel padded" onSubmit={submit}>
      {!mayWrite && <p className="banner plain">Owners and admins change these. You can read them.</p>}
      <InputField label="Name" value={draft.name} maxLength={100} required disabled={!mayWrite} fault={faultAt('name')} onChange={(event) => edit({ name: event.target.value })} />
      <InputField
        label="How long a command waits for people"
        hint="Seconds, 30 to 600. An agent may ask for another time within these bounds."
        type="number"
        min={30}
        max={600}
        required
        disabled={!mayWrite}
        fault={faultAt('timeout_seconds')}
        value={draft.timeoutSeconds}
        onChange={(event) => edit({ timeoutSeconds: event.target.value })}
      />
      <SelectField
        label="When nobody answers"
        hint="Only the owner chooses to approve on time-out."
        disabled={!mayWrite}
        fault={faultAt('timeout_action')}
        value={draft.timeoutAction}
        onChange={(event) => edit({ timeoutAction: event.target.value as Silence })}
      >
        <option value="deny">Deny</option>
        <option value="escalate">Ask further people, then deny</option>
        <option value="approve" disabled={!isOwner && draft.timeoutAction !== 'approve'}>
          Approve below a stated risk
        </option>
      </SelectField>
      {draft.timeoutAction === 'escalate' && (
        <BackupReviewers chosen={draft.backups} disabled={!mayWrite} fault={faultAt('backup_reviewer_ids')} choose={(backups) => edit({ backups })} />
      )}
      {draft.timeoutAction === 'approve' && (
        <InputField
          label="Approve on time-out only below this risk"
          hint="0 to 100. Never with an anomaly, nor under a policy of several people."
          type="number"
          min={0}
          max={100}
          required
          disabled={!isOwner}
          fault={faultAt('timeout_approve_below')}
          value={draft.timeoutApproveBelow}
          onChange={(event) => edit({ timeoutApproveBelow: event.target.value })}
        />
      )}
      <InputField
        label="Let commands through below this risk"
        hint="0 to 100; empty asks a person whatever the score. Never with an anomaly, nor for commands that run what can change between approvals."
        type="number"
        min={0}
        max={100}
        placeholder="off"
        disabled={!mayWrite}
        fault={faultAt('auto_approve_below')}
        value={draft.autoApproveBelow}
        onChange={(event) => edit({ autoApproveBelow: event.target.value })}
      />
      <CheckField
        label="An anomaly sends even a command covered by a rule to a person"
        checked={draft.anomalySuspends}
        disabled={!mayWrite}
        onChange={(event) => edit({ anomalySuspends: event.target.checked })}
      />
      <CheckField
        label="People may decide commands of agents they own, made or stand behind"
        hint={isOwner ? 'Switch this on only where one person is the whole team. It is written to the audit log.' : 'Only the owner switches this on.'}
        checked={draft.selfApproval}
        disabled={!isOwner}
        onChange={(event) => edit({ selfApproval: event.target.checked })}
      />
      <CheckField
        label="Everybody signs in with a second factor"
        hint="An app's codes or a passkey. Whoever has none is signed out when you save, and sets one up at the next sign-in: you too."
        checked={draft.requireTotp}
        disabled={!mayWrite}
        onChange={(event) => edit({ requireTotp: event.target.checked })}
      />
      <CheckField
        label="Allowing a CRITICAL command takes a passkey"
        hint="Asked anew for each command. Denying never takes one; API keys can allow no CRITICAL command then."
        checked={draft.requireStepUp}
        disabled={!mayWrite}
        onChange={(event) => edit({ requireStepUp: event.target.checked })}
      />
      <CheckField
        label="Record what sessions put out"
        hint="Switched off, nothing more is recorded; what was recorded stays."
        checked={draft.recording}
        disabled={!mayWrite}
        onChange={(event) => edit({ recording: event.target.checked })}
      />
      <RetentionField days={draft.retentionDays} set={org.retention_days ?? null} disabled={!mayWrite} fault={faultAt('retention_days')} choose={(retentionDays) => edit({ retentionDays })} />
      {strayFault && <Failure error={change.error} />}
      <div className="actions">
        <Button look="primary" type="submit" disabled={!mayWrite || unchanged || change.isPending}>
          {change.isPending ? 'Saving…' : 'Save'}
        </Button>
        <span className="muted" role="status">
          {(change.isSuccess || saved) && unchanged ? 'Saved. It holds for every decision from now on.' : ''}
        </span>
      </div>
      {toSign !== null && (
        <SignChangeDialog
          org={org}
          change={toSign}
          onSaved={signed}
          onClose={() => {
            setToSign(null);
            change.reset();
          }}
        />
      )}
    </form>
  );
}

/** Whether the gate asks for a passkey that this person has; who has none is told to add one. */
function takesPasskey(error: Error, me: Me): boolean {
  return error instanceof RequestFailure && error.code === 'step_up_required' && isSignIn() && me.second_factors?.includes('passkey') === true;
}

/** Only what differs is sent, so that two admins do not undo each other. */
function changeOf(org: Org, draft: Draft): OrgChange {
  const wanted = {
    name: draft.name,
    timeout_seconds: Number(draft.timeoutSeconds),
    timeout_action: draft.timeoutAction,
    backup_reviewer_ids: sameIds(org.backup_reviewer_ids, draft.backups) ? org.backup_reviewer_ids : [...draft.backups],
    recording: draft.recording ? ('on' as const) : ('off' as const),
    retention_days: numberOrNull(draft.retentionDays),
    timeout_approve_below: draft.timeoutAction === 'approve' ? numberOrNull(draft.timeoutApproveBelow) : (org.timeout_approve_below ?? null),
    auto_approve_below: numberOrNull(draft.autoApproveBelow),
    anomaly_suspends_whitelist: draft.anomalySuspends,
    allow_self_approval: draft.selfApproval,
    require_totp: draft.requireTotp,
    require_step_up: draft.requireStepUp,
  };
  const now = { ...org, retention_days: org.retention_days ?? null, timeout_approve_below: org.timeout_approve_below ?? null, auto_approve_below: org.auto_approve_below ?? null, require_step_up: org.require_step_up ?? false };
  const names = Object.keys(wanted) as (keyof typeof wanted)[];
  return Object.fromEntries(names.filter((name) => wanted[name] !== now[name]).map((name) => [name, wanted[name]]));
}

function sameIds(some: readonly string[], others: readonly string[]): boolean {
  return some.length === others.length && some.every((id, place) => others[place] === id);
}

function numberOrNull(text: string): number | null {
  return text.trim() === '' ? null : Number(text);
}
