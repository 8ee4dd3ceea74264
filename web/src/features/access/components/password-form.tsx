import { type SyntheticEvent, useState } from 'react';
import { Link } from 'react-router';
import { Button } from '../../../components/ui/button';
import { InputField } from '../../../components/ui/field';
import { farewell } from '../../../lib/access';
import { type Assertion, PasskeyFailure, signWithPasskey } from '../../../lib/passkeys';
import { RequestFailure } from '../../../lib/rest';
import { secondCode } from '../../../lib/second-code';
import type { Problem } from '../../../wire/rest';
import { logIn } from '../api/entry';

export function PasswordForm() {
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const [code, setCode] = useState('');
  const [asked, setAsked] = useState<Partial<Problem> | null>(null);
  const [fault, setFault] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const attempt = { email: email.trim(), password };
  /** What a passkey is to sign now; asked for anew, since each question is good once and for minutes. */
  const withPasskey = async (): Promise<{ passkey: Assertion }> => {
    const options = await logIn(attempt).then(
      () => undefined,
      (error: unknown) => {
        if (error instanceof RequestFailure && error.code === 'totp_required') return error.problem.passkey_options;
        throw error;
      },
    );
    if (options === undefined) throw new PasskeyFailure('This account has no passkey any more. Sign in again.');
    return { passkey: await signWithPasskey(options) };
  };
  const enter = async (second: () => Promise<object>) => {
    setBusy(true);
    setFault(null);
    try {
      await logIn({ ...attempt, ...(await second()) });
      farewell.set(null);
    } catch (error) {
      if (error instanceof RequestFailure && error.code === 'totp_required') setAsked(error.problem);
      else if (error instanceof PasskeyFailure) setFault(error.message);
      else setFault(error instanceof RequestFailure ? `${error.message} (${error.code})` : 'Something went wrong here. Reload the page and try again.');
    } finally {
      setBusy(false);
    }
  };
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    void enter(() => Promise.resolve(secondCode(code)));
  };
  const passkey = asked?.methods?.includes('passkey') === true;
  return (
    <form className="form" onSubmit={submit}>
      <InputField label="E-mail" required type="email" name="email" maxLength={254} autoComplete="username" autoFocus value={email} onChange={(event) => setEmail(event.target.value)} />
      <InputField label="Password" required type="password" name="password" maxLength={256} autoComplete="current-password" fault={asked === null ? fault : null} value={password} onChange={(event) => setPassword(event.target.value)} />
      {passkey && (
        <Button look="primary" autoFocus disabled={busy} onClick={() => void enter(withPasskey)}>
          Use a passkey
        </Button>
      )}
      {asked !== null && (
        <InputField
          label={asked.methods?.includes('totp') === false ? 'A backup code' : 'Code of your app, or a backup code'}
          required
          mono
          name="code"
          inputMode="text"
          autoComplete="one-time-code"
          spellCheck={false}
          autoFocus={!passkey}
          fault={fault}
          value={code}
          onChange={(event) => setCode(event.target.value)}
        />
      )}
      <Button look={passkey ? 'plain' : 'primary'} type="submit" disabled={busy}>
        {busy ? 'Signing in…' : 'Sign in'}
      </Button>
      <p className="muted">
        <Link to="/signup">Sign up</Link> · <Link to="/reset">Forgotten password</Link>
        {asked !== null && (
          <>
            {' '}
            · <Link to="/recover">I lost my second factor</Link>
          </>
        )}
      </p>
    </form>
  );
}
