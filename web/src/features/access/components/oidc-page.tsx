import { type ReactNode, type SyntheticEvent, useEffect, useRef, useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { Button } from '../../../components/ui/button';
import { EntryCard } from '../../../components/ui/entry-card';
import { CheckField, InputField } from '../../../components/ui/field';
import { Failure, Loading } from '../../../components/ui/states';
import { isSignIn } from '../../../lib/access';
import { PasskeyFailure, signWithPasskey } from '../../../lib/passkeys';
import { RequestFailure } from '../../../lib/rest';
import { useAcceptInvite, useFinishOutside } from '../api/entry';
import { forgetInvite, setOut, useLink, useProviders, waitingInvite } from '../../../lib/outside';
import { faultAt, strayFault } from './faults';
import { secondCode } from '../../../lib/second-code';
import type { Problem } from '../../../wire/rest';

interface Arrival {
  readonly ticket: string;
  readonly next: string;
  readonly error: string;
  readonly provider: string;
}

let taken: Arrival | null = null;

/** What a service led to stands in the fragment, which browsers do not send to servers; it is taken out of the address. */
function takeArrival(): Arrival {
  const said = new URLSearchParams(location.hash.slice(1));
  const of = (name: string) => said.get(name) ?? '';
  if (said.size > 0) {
    taken = { ticket: of('ticket'), next: of('next'), error: of('error'), provider: of('provider') };
    history.replaceState(history.state, '', location.pathname);
  }
  return taken ?? { ticket: '', next: '', error: 'expired', provider: '' };
}

/** Where browsers come back to from another service. */
export function OidcPage() {
  const [arrival, setArrival] = useState(takeArrival);
  useEffect(() => {
    const again = () => setArrival(takeArrival());
    addEventListener('hashchange', again);
    return () => removeEventListener('hashchange', again);
  }, []);
  const invite = waitingInvite();
  if (arrival.error !== '') return <Lost why={arrival.error} provider={arrival.provider} />;
  if (arrival.next === 'link') return <Linking ticket={arrival.ticket} />;
  if (invite !== null) return <Joining ticket={arrival.ticket} token={invite} provider={arrival.provider} />;
  if (arrival.next === 'sign_in') return <Entering ticket={arrival.ticket} provider={arrival.provider} />;
  if (arrival.next === 'sign_up') return <SigningUp ticket={arrival.ticket} />;
  return <Nobody why={arrival.next} />;
}

const reasons: Readonly<Record<string, string>> = {
  cancelled: 'You did not go on there. Nothing was changed.',
  expired: 'This took too long, was done already, or began in another browser. Begin again here.',
  refused: 'What the service said does not prove who you are. Try again; if it stays, tell whoever runs this instance.',
  unreachable: 'The service did not answer. Try again in a moment, or sign in otherwise.',
  busy: 'Too many tries from here. Wait a minute, then try again.',
};

function Lost({ why, provider }: { readonly why: string; readonly provider: string }) {
  const found = useProviders().data?.items.find((each) => each.id === provider);
  return (
    <EntryCard title="Not signed in">
      <p role="alert">{reasons[why] ?? reasons.refused}</p>
      <div className="actions">
        {found !== undefined && !isSignIn() && (
          <Button look="primary" onClick={() => setOut(found.start, waitingInvite())}>
            Try {found.name} again
          </Button>
        )}
        <Link className="button" to={isSignIn() ? '/settings' : '/'}>
          {isSignIn() ? 'Back to Settings' : 'Back to sign in'}
        </Link>
      </div>
    </EntryCard>
  );
}

const elsewhere: Readonly<Record<string, string>> = {
  link_first: 'Nobody’s account is linked to this yet. Sign in with your password, then link it under Settings.',
  password: 'Your address has an account here already. Sign in with its password, then link this service under Settings.',
  no_email: 'The service does not say which address is yours. Sign in otherwise, then link it under Settings.',
  invite: 'Nobody signs in with this here yet, and sign-up is closed. Ask the owner of your organisation for an invite.',
};

function Nobody({ why }: { readonly why: string }) {
  return (
    <EntryCard title="Not signed in">
      <p role="alert">{elsewhere[why] ?? reasons.expired}</p>
      <Link className="button primary" to="/">
        Back to sign in
      </Link>
    </EntryCard>
  );
}

function Entering({ ticket, provider }: { readonly ticket: string; readonly provider: string }) {
  const [code, setCode] = useState('');
  const [asked, setAsked] = useState<Partial<Problem> | null>(null);
  const finish = useFinishOutside();
  const go = useNavigate();
  const begun = useRef(false);
  /** What a passkey is to sign now; asked for anew, since each question is good once and for minutes. */
  const withPasskey = async (): Promise<object> => {
    const options = await finish.mutateAsync({ ticket }).then(
      () => undefined,
      (error: unknown) => {
        if (error instanceof RequestFailure && error.code === 'totp_required') return error.problem.passkey_options;
        throw error;
      },
    );
    if (options === undefined) throw new PasskeyFailure('This account has no passkey any more. Begin again.');
    return { passkey: await signWithPasskey(options) };
  };
  const [fault, setFault] = useState<string | null>(null);
  const enter = async (second: () => Promise<object>) => {
    setFault(null);
    try {
      await finish.mutateAsync({ ticket, ...(await second()) });
      await go('/', { replace: true });
    } catch (error) {
      if (error instanceof RequestFailure && error.code === 'totp_required') setAsked(error.problem);
      else if (error instanceof PasskeyFailure) setFault(error.message);
      else setFault(error instanceof RequestFailure ? `${error.message} (${error.code})` : 'Something went wrong here. Reload the page and try again.');
    }
  };
  useEffect(() => {
    if (begun.current) return;
    begun.current = true;
    void enter(() => Promise.resolve({}));
    // eslint-disable-next-line react-hooks/exhaustive-deps -- once, whatever is rendered meanwhile
  }, []);
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    void enter(() => Promise.resolve(secondCode(code)));
  };
  if (asked === null) {
    return (
      <EntryCard title="Sign in">
        {fault === null ? <Loading /> : <p role="alert">{fault}</p>}
        <Link className="button" to="/">
          Back to sign in
        </Link>
      </EntryCard>
    );
  }
  const passkey = asked.methods?.includes('passkey') === true;
  return (
    <EntryCard title="Your second factor">
      <form className="form" onSubmit={submit}>
        {passkey && (
          <Button look="primary" autoFocus disabled={finish.isPending} onClick={() => void enter(withPasskey)}>
            Use a passkey
          </Button>
        )}
        <InputField
          label={asked.methods?.includes('totp') === false ? 'A backup code' : 'Code of your app, or a backup code'}
          required
          mono
          name="code"
          autoComplete="one-time-code"
          spellCheck={false}
          autoFocus={!passkey}
          fault={fault}
          value={code}
          onChange={(event) => setCode(event.target.value)}
        />
        <Button look={passkey ? 'plain' : 'primary'} type="submit" disabled={finish.isPending}>
          {finish.isPending ? 'Signing in…' : 'Sign in'}
        </Button>
      </form>
      <p className="muted">
        You came by {provider}; the account asks for this besides. <Link to="/recover">I lost my second factor</Link>
      </p>
    </EntryCard>
  );
}

function SigningUp({ ticket }: { readonly ticket: string }) {
  const [orgName, setOrgName] = useState('');
  const [alone, setAlone] = useState(false);
  const finish = useFinishOutside();
  const go = useNavigate();
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    finish.mutate({ ticket, org_name: orgName.trim(), allow_self_approval: alone }, { onSuccess: () => void go('/', { replace: true }) });
  };
  const stray = strayFault(finish.error, ['org_name']);
  return (
    <EntryCard title="Sign up">
      <p>Nobody signs in with this yet. Name your organisation to begin; no password is needed.</p>
      <form className="form" onSubmit={submit}>
        <InputField label="Organisation" required maxLength={100} placeholder="Acme" autoFocus value={orgName} fault={faultAt(finish.error, 'org_name')} onChange={(event) => setOrgName(event.target.value)} />
        <CheckField
          label="I review alone: let me decide commands of agents I own"
          hint="Otherwise somebody else has to. It is written to the audit log and can be changed under Settings."
          checked={alone}
          onChange={(event) => setAlone(event.target.checked)}
        />
        {stray !== null && <Failure error={stray} />}
        <Button look="primary" type="submit" disabled={finish.isPending}>
          {finish.isPending ? 'Signing up…' : 'Sign up'}
        </Button>
      </form>
    </EntryCard>
  );
}

/** Asks before it does, for an invite was opened before the journey and may have been forgotten. */
function Joining({ ticket, token, provider }: { readonly ticket: string; readonly token: string; readonly provider: string }) {
  const found = useProviders().data?.items.find((each) => each.id === provider);
  const accept = useAcceptInvite();
  if (accept.data !== undefined) {
    return (
      <EntryCard title="You are in">
        <p role="status">
          {accept.data.email} is a member now, as {accept.data.role.replace('_', ' ')}.
        </p>
        {found === undefined ? (
          <Link className="button primary" to="/">
            Sign in
          </Link>
        ) : (
          <Button look="primary" onClick={() => setOut(found.start, null)}>
            Sign in with {found.name}
          </Button>
        )}
      </EntryCard>
    );
  }
  return (
    <EntryCard title="Join an organisation">
      <p>You proved who you are. Join the organisation that invited you?</p>
      {accept.error !== null && <Failure error={accept.error} />}
      <div className="actions">
        <Button look="primary" disabled={accept.isPending} onClick={() => accept.mutate({ token, ticket }, { onSuccess: forgetInvite })}>
          {accept.isPending ? 'Joining…' : 'Join'}
        </Button>
        <Link className="button" to="/" onClick={forgetInvite}>
          Do not join
        </Link>
      </div>
    </EntryCard>
  );
}

function Linking({ ticket }: { readonly ticket: string }) {
  const link = useLink();
  const begun = useRef(false);
  useEffect(() => {
    if (begun.current) return;
    begun.current = true;
    link.mutate(ticket);
    // eslint-disable-next-line react-hooks/exhaustive-deps -- once, whatever is rendered meanwhile
  }, []);
  let said: ReactNode = <Loading />;
  if (link.error !== null) said = <Failure error={link.error} />;
  if (link.data !== undefined) said = <p role="status">From now on you can sign in with {link.data.name} too.</p>;
  return (
    <EntryCard title="Link a service">
      {said}
      <Link className="button primary" to="/settings">
        Back to Settings
      </Link>
    </EntryCard>
  );
}
