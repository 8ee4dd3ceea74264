import { type SyntheticEvent, useState } from 'react';
import { Button } from '../../../components/ui/button';
import { InputField } from '../../../components/ui/field';
import { enterWith, farewell } from '../../../lib/access';
import { RequestFailure } from '../../../lib/rest';
import { identify } from '../api/identify';

export function TokenForm() {
  const [token, setToken] = useState('');
  const [fault, setFault] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const enter = async () => {
    const trimmed = token.trim();
    if (trimmed === '' || !/^[!-~]+$/.test(trimmed)) {
      setFault('Enter a token: letters, digits and signs without blanks.');
      return;
    }
    setBusy(true);
    try {
      await identify(trimmed);
      farewell.set(null);
      enterWith(trimmed);
    } catch (error) {
      setFault(refusal(error));
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
      <InputField
        label="Reviewer token or API key"
        hint="Kept in this tab only, and forgotten when it closes."
        type="password"
        name="token"
        autoComplete="off"
        spellCheck={false}
        fault={fault}
        value={token}
        onChange={(event) => {
          setToken(event.target.value);
          setFault(null);
        }}
      />
      <Button type="submit" disabled={busy}>
        {busy ? 'Signing in…' : 'Sign in with the token'}
      </Button>
    </form>
  );
}

function refusal(error: unknown): string {
  if (!(error instanceof RequestFailure)) return 'Something went wrong here. Reload the page and try again.';
  if (error.code === 'unauthorized') return 'This token is unknown, expired or revoked.';
  if (error.code === 'forbidden') return 'This is an agent’s token. Agents ask; sign in with a reviewer’s token or API key.';
  return `${error.message} (${error.code})`;
}
