import { EntryCard } from '../../../components/ui/entry-card';
import { farewell } from '../../../lib/access';
import { useStore } from '../../../lib/store';
import { PasswordForm } from './password-form';
import { ProviderButtons } from './provider-buttons';
import { TokenForm } from './token-form';

export function SignIn() {
  const goodbye = useStore(farewell);
  return (
    <EntryCard title="Sign in">
      {goodbye !== null && (
        <p className="banner" role="status">
          {goodbye}
        </p>
      )}
      <PasswordForm />
      <ProviderButtons verb="Sign in" />
      <p className="or" aria-hidden="true">
        or
      </p>
      <TokenForm />
    </EntryCard>
  );
}
