import { useState } from 'react';
import { Button } from '../../../components/ui/button';
import { CommandText } from '../../../components/ui/command-text';
import { Dialog } from '../../../components/ui/dialog';
import { OutcomeMark } from '../../../components/ui/marks';
import { Failure, Pages } from '../../../components/ui/states';
import { TimeAgo } from '../../../components/ui/time-ago';
import { Untrusted } from '../../../components/ui/untrusted';
import type { Me, Rule, RuleDraft } from '../../../wire/rest';
import { useRuleCreation, useRuleEdit, useRuleRemoval, useRules } from '../api/rules';
import { RuleForm } from './rule-form';
import { RuleTrial } from './rule-trial';
import { Scope } from './scope';
import { SuggestionList } from './suggestion-list';

type Open = { readonly kind: 'add' } | { readonly kind: 'edit' | 'remove'; readonly rule: Rule };

export function RulesPage({ me }: { readonly me: Me }) {
  const rules = useRules();
  const [open, setOpen] = useState<Open | null>(null);
  const items = rules.data?.pages.flatMap((page) => page.items) ?? [];
  const mayWrite = me.permissions.includes('rules:write');
  const close = () => setOpen(null);
  return (
    <main className="page" id="main">
      <div className="page-head">
        <div>
          <h1>Rules</h1>
          <p className="muted">What passes, or is stopped, without asking a person. A deny rule always wins.</p>
        </div>
        <Button look="primary" disabled={!mayWrite} title={mayWrite ? undefined : 'Your role or key does not make rules'} onClick={() => setOpen({ kind: 'add' })}>
          Add rule
        </Button>
      </div>
      <SuggestionList mayWrite={mayWrite} />
      <div className="panel">
        <Pages {...rules} empty={items.length === 0} nothing="There are no rules: a person is asked about every command.">
          <ul className="rows">
            {items.map((rule) => (
              <Row key={rule.id} rule={rule} mayWrite={mayWrite} onOpen={setOpen} />
            ))}
          </ul>
        </Pages>
      </div>
      <RuleTrial />
      {open?.kind === 'add' && <AddDialog onClose={close} />}
      {open?.kind === 'edit' && <EditDialog rule={open.rule} onClose={close} />}
      {open?.kind === 'remove' && <RemoveDialog rule={open.rule} onClose={close} />}
    </main>
  );
}

interface RowProps {
  readonly rule: Rule;
  readonly mayWrite: boolean;
  readonly onOpen: (open: Open) => void;
}

function Row({ rule, mayWrite, onOpen }: RowProps) {
  return (
    <li className="rule-row">
      <span className={`outcome outcome-${rule.effect === 'allow' ? 'approved' : 'denied'}`}>
        <OutcomeMark status={rule.effect === 'allow' ? 'approved' : 'denied'} wordless />
        {rule.effect}
      </span>
      <div className="pattern">
        <CommandText command={rule.pattern} factors={[]} level="LOW" />
        <div className="about">
          <span>{rule.pattern_type}</span>
          <Scope scope={rule.scope} />
          {rule.cwd != null && (
            <span>
              in <Untrusted text={rule.cwd} />
            </span>
          )}
          {rule.max_risk != null && <span>up to risk {rule.max_risk}</span>}
          <span>
            {rule.expires_at == null ? (
              'does not expire'
            ) : (
              <>
                ends <TimeAgo at={rule.expires_at} />
              </>
            )}
          </span>
          <span>
            {rule.hits === 1 ? '1 hit' : `${rule.hits} hits`}
            {rule.last_hit_at != null && (
              <>
                , last <TimeAgo at={rule.last_hit_at} />
              </>
            )}
          </span>
          {rule.note != null && rule.note !== '' && (
            <span>
              “<Untrusted text={rule.note} />”
            </span>
          )}
        </div>
        {rule.disabled_reason != null && (
          <p className="banner">
            Matches nothing: <Untrusted text={rule.disabled_reason} />
          </p>
        )}
      </div>
      <div className="actions">
        <Button small disabled={!mayWrite} onClick={() => onOpen({ kind: 'edit', rule })}>
          Change
        </Button>
        <Button small disabled={!mayWrite} onClick={() => onOpen({ kind: 'remove', rule })}>
          Delete
        </Button>
      </div>
    </li>
  );
}

function AddDialog({ onClose }: { readonly onClose: () => void }) {
  const creation = useRuleCreation();
  const save = (draft: RuleDraft) => creation.mutate(draft, { onSuccess: onClose });
  return (
    <Dialog title="Add a rule" onClose={onClose}>
      <RuleForm rule={null} busy={creation.isPending} error={creation.error} onSave={save} onCancel={onClose} />
    </Dialog>
  );
}

function EditDialog({ rule, onClose }: { readonly rule: Rule; readonly onClose: () => void }) {
  const edit = useRuleEdit();
  const save = (draft: RuleDraft) => edit.mutate({ id: rule.id, change: draft }, { onSuccess: onClose });
  return (
    <Dialog title="Change the rule" onClose={onClose}>
      <p className="muted">You become its author, and your vote alone stands behind it.</p>
      <RuleForm rule={rule} busy={edit.isPending} error={edit.error} onSave={save} onCancel={onClose} />
    </Dialog>
  );
}

function RemoveDialog({ rule, onClose }: { readonly rule: Rule; readonly onClose: () => void }) {
  const removal = useRuleRemoval();
  const consequence =
    rule.effect === 'allow'
      ? 'From then on a person is asked about what it let through.'
      : 'From then on what it stopped may pass by another rule, or by a person.';
  return (
    <Dialog title="Delete this rule?" onClose={onClose}>
      <CommandText command={rule.pattern} factors={[]} level="LOW" />
      <p>
        {rule.effect}, {rule.pattern_type}, {rule.hits === 1 ? '1 hit' : `${rule.hits} hits`}. {consequence}
      </p>
      {removal.error !== null && <Failure error={removal.error} />}
      <div className="actions end">
        <Button onClick={onClose}>Keep it</Button>
        <Button look="danger" disabled={removal.isPending} onClick={() => removal.mutate(rule.id, { onSuccess: onClose })}>
          {removal.isPending ? 'Deleting…' : 'Delete rule'}
        </Button>
      </div>
    </Dialog>
  );
}
