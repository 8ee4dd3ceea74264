import { type SyntheticEvent, useState } from 'react';
import { Link } from 'react-router';
import { Button } from '../../../components/ui/button';
import { EntryCard } from '../../../components/ui/entry-card';
import { InputField } from '../../../components/ui/field';
import { Failure } from '../../../components/ui/states';
import { useLinkToken } from '../../../lib/link-token';
import { useAcceptInvite } from '../api/entry';
import { faultAt, strayFault } from './faults';
import { ProviderButtons } from './provider-buttons';

export function InvitePage() {
  const token = useLinkToken();
  const [password, setPassword] = useState('');
  const accept = useAcceptInvite();
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    accept.mutate({ token, password });
  };
  const stray = strayFault(accept.error, ['password']);
  if (accept.data !== undefined) {
    return (
      <EntryCard title="You are in">
        <p role="status">
          {accept.data.email} is a member now, as {accept.data.role.replace('_', ' ')}.
        </p>
        <Link className="button primary" to="/">
          Sign in
        </Link>
      </EntryCard>
    );
  }
  if (token === '') {
    return (
      <EntryCard title="Join an organisation">
        <p>The link is incomplete. Open it from the mail again, or copy all of it.</p>
      </EntryCard>
    );
  }
  return (
    <EntryCard title="Join an organisation">
      <form className="form" onSubmit={submit}>
        <InputField
          label="Password"
          hint="New here? Choose one: 12 characters or more, several words do well. If you have an account, its password."
          required
          type="password"
          maxLength={256}
          autoComplete="current-password"
          autoFocus
          value={password}
          fault={faultAt(accept.error, 'password')}
          onChange={(event) => setPassword(event.target.value)}
        />
        {stray !== null && <Failure error={stray} />}
        <Button look="primary" type="submit" disabled={accept.isPending}>
          {accept.isPending ? 'Joining…' : 'Join'}
        </Button>
      </form>
      <ProviderButtons verb="Join" inviteToken={token} />
    </EntryCard>
  );
}
