import { type SyntheticEvent, useState } from 'react';
import { Button } from '../../../components/ui/button';
import { CopyButton } from '../../../components/ui/copy-button';
import { CheckField, InputField } from '../../../components/ui/field';
import { Failure } from '../../../components/ui/states';
import { enterWith } from '../../../lib/access';
import { useLinkToken } from '../../../lib/link-token';
import { RequestFailure } from '../../../lib/rest';
import type { SetupDone } from '../../../wire/rest';
import { useSetUp } from '../api/set-up';

export function SetupPage() {
  const linkToken = useLinkToken();
  const [token, setToken] = useState(linkToken);
  const [orgName, setOrgName] = useState('');
  const [email, setEmail] = useState('');
  const [agentName, setAgentName] = useState('');
  const [alone, setAlone] = useState(false);
  const setUp = useSetUp();
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    setUp.mutate({ token: token.trim(), org_name: orgName.trim(), email: email.trim(), agent_name: agentName.trim(), allow_self_approval: alone });
  };
  const faultAt = (field: string) =>
    setUp.error instanceof RequestFailure && setUp.error.field === field ? setUp.error.message : null;
  const atField = setUp.error instanceof RequestFailure && setUp.error.field !== null;
  return (
    <main className="entry">
      <div className="entry-card wide">
        <div className="brand">
          <img src="/app/icon.svg" alt="" />
          expacti
        </div>
        {setUp.data === undefined ? (
          <>
            <div>
              <h1>Set this instance up</h1>
              <p className="muted">Makes your organisation, you as its owner, and a first agent. This works once.</p>
            </div>
            <form className="form" onSubmit={submit}>
              {linkToken === '' && (
                <InputField
                  label="Set-up token"
                  hint="The server printed it, in a link, when it started."
                  required
                  type="password"
                  autoComplete="off"
                  value={token}
                  fault={faultAt('token')}
                  onChange={(event) => setToken(event.target.value)}
                />
              )}
              <InputField label="Organisation" required maxLength={100} placeholder="Acme" value={orgName} fault={faultAt('org_name')} onChange={(event) => setOrgName(event.target.value)} />
              <InputField label="Your e-mail" required type="email" maxLength={254} autoComplete="email" value={email} fault={faultAt('email')} onChange={(event) => setEmail(event.target.value)} />
              <InputField label="First agent" hint="For example the name of a pipeline or assistant." required maxLength={100} placeholder="deploy-bot" value={agentName} fault={faultAt('agent_name')} onChange={(event) => setAgentName(event.target.value)} />
              <CheckField
                label="I review alone: let me decide commands of agents I own"
                hint="Otherwise somebody else has to. It is written to the audit log and can be changed under Settings."
                checked={alone}
                onChange={(event) => setAlone(event.target.checked)}
              />
              {setUp.error !== null && !atField && <Failure error={setUp.error} />}
              <Button look="primary" type="submit" disabled={setUp.isPending}>
                {setUp.isPending ? 'Setting up…' : 'Set up'}
              </Button>
            </form>
          </>
        ) : (
          <Done done={setUp.data} alone={alone} />
        )}
      </div>
    </main>
  );
}

function Done({ done, alone }: { readonly done: SetupDone; readonly alone: boolean }) {
  const [kept, setKept] = useState(false);
  const socket = `${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/shell/ws`;
  const next = `export EXPACTI_URL=${socket}\nexport EXPACTI_TOKEN=${done.agent_token}`;
  const ask =
    `curl -sS ${location.origin}/api/v1/commands \\\n` +
    `  -H "Authorization: Bearer $EXPACTI_TOKEN" -H 'Content-Type: application/json' \\\n` +
    `  -d '{"ref":"first","command":"echo hello from an agent"}'`;
  const enter = () => {
    enterWith(done.api_key);
    location.assign('/app/');
  };
  return (
    <div className="form">
      <h1>Keep these two secrets</h1>
      <p className="banner">They are shown this one time. The server keeps only their digests.</p>
      <Secret name="Your API key, to review with" text={done.api_key} />
      <Secret name="The agent’s token" text={done.agent_token} />
      <h2>Next</h2>
      <p>Where the agent runs:</p>
      <Secret name="Address and token" text={next} />
      <p>Then let it ask for something, and allow it in the dashboard:</p>
      <Secret name="First command" text={ask} />
      {!alone && (
        <p className="muted">You own this agent, so you may not decide its commands unless you allow self-approval under Settings.</p>
      )}
      <CheckField label="I have kept both secrets" checked={kept} onChange={(event) => setKept(event.target.checked)} />
      <Button look="primary" disabled={!kept} onClick={enter}>
        Open the dashboard
      </Button>
    </div>
  );
}

function Secret({ name, text }: { readonly name: string; readonly text: string }) {
  return (
    <div>
      <h3>{name}</h3>
      <div className="secret">
        <code>{text}</code>
        <CopyButton text={text} />
      </div>
    </div>
  );
}
