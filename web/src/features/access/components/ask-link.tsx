import type { UseMutationResult } from '@tanstack/react-query';
import { type ReactNode, type SyntheticEvent, useState } from 'react';
import { Link } from 'react-router';
import { Button } from '../../../components/ui/button';
import { EntryCard } from '../../../components/ui/entry-card';
import { InputField } from '../../../components/ui/field';
import { Failure } from '../../../components/ui/states';
import { faultAt, strayFault } from './faults';

interface AskLinkProps {
  readonly title: string;
  readonly ask: UseMutationResult<unknown, Error, string>;
  /** Which accounts are sent it, as in "an account". */
  readonly sentTo: string;
  readonly children?: ReactNode;
}

/** Asks for an address and sends a link there. What it says afterwards is the same for every address. */
export function AskLink({ title, ask, sentTo, children }: AskLinkProps) {
  const [email, setEmail] = useState('');
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    ask.mutate(email.trim());
  };
  const stray = strayFault(ask.error, ['email']);
  return (
    <EntryCard title={title}>
      {ask.isSuccess ? (
        <p role="status">
          If {email.trim()} has {sentTo}, a mail with a link is on its way. It is good for an hour.
        </p>
      ) : (
        <form className="form" onSubmit={submit}>
          {children}
          <InputField label="Your e-mail" required type="email" maxLength={254} autoComplete="username" autoFocus value={email} fault={faultAt(ask.error, 'email')} onChange={(event) => setEmail(event.target.value)} />
          {stray !== null && <Failure error={stray} />}
          <Button look="primary" type="submit" disabled={ask.isPending}>
            {ask.isPending ? 'Asking…' : 'Send me a link'}
          </Button>
        </form>
      )}
      <p className="muted">
        <Link to="/">Back to sign in</Link>
      </p>
    </EntryCard>
  );
}
