import { type SyntheticEvent, useState } from 'react';
import { Link } from 'react-router';
import { Button } from '../../../components/ui/button';
import { InputField } from '../../../components/ui/field';
import { farewell } from '../../../lib/access';
import { RequestFailure } from '../../../lib/rest';
import { logIn } from '../api/entry';

/** Six digits are an app's code; anything else with letters in it is one of the backup codes. */
function second(code: string): { totp_code?: string; backup_code?: string } {
  const bare = code.replace(/\s/g, '');
  if (bare === '') return {};
  return /^[0-9]{6}$/.test(bare) ? { totp_code: bare } : { backup_code: bare };
}

export function PasswordForm() {
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const [code, setCode] = useState('');
  const [asked, setAsked] = useState(false);
  const [fault, setFault] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const enter = async () => {
    setBusy(true);
    setFault(null);
    try {
      await logIn({ email: email.trim(), password, ...second(code) });
      farewell.set(null);
    } catch (error) {
      if (error instanceof RequestFailure && error.code === 'totp_required') setAsked(true);
      else setFault(error instanceof RequestFailure ? `${error.message} (${error.code})` : 'Something went wrong here. Reload the page and try again.');
    } finally {
      setBusy(false);
    }
  };
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    void enter();
  };
  return (
    <form className="form" onSubmit={submit}>
      <InputField label="E-mail" required type="email" name="email" maxLength={254} autoComplete="username" autoFocus value={email} onChange={(event) => setEmail(event.target.value)} />
      <InputField label="Password" required type="password" name="password" maxLength={256} autoComplete="current-password" fault={asked ? null : fault} value={password} onChange={(event) => setPassword(event.target.value)} />
      {asked && (
        <InputField
          label="Code of your app, or a backup code"
          required
          mono
          name="code"
          inputMode="text"
          autoComplete="one-time-code"
          spellCheck={false}
          autoFocus
          fault={fault}
          value={code}
          onChange={(event) => setCode(event.target.value)}
        />
      )}
      <Button look="primary" type="submit" disabled={busy}>
        {busy ? 'Signing in…' : 'Sign in'}
      </Button>
      <p className="muted">
        <Link to="/signup">Sign up</Link> · <Link to="/reset">Forgotten password</Link>
      </p>
    </form>
  );
}
