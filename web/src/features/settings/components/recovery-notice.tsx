import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button } from '../../../components/ui/button';
import { Failure } from '../../../components/ui/states';
import { answered, rest } from '../../../lib/rest';
import type { Me } from '../../../wire/rest';

/** Tells who is still signed in that somebody is removing their second factor. */
export function RecoveryNotice({ me }: { readonly me: Me }) {
  const client = useQueryClient();
  const cancel = useMutation({
    mutationFn: () => answered(rest.DELETE('/auth/recovery')),
    onSuccess: () => client.invalidateQueries({ queryKey: ['me'] }),
  });
  if (me.recovery === undefined) return null;
  return (
    <div className="banner" role="alert">
      Somebody who knows your password and reads your mail is removing your second factor, from {new Date(me.recovery.ready_at).toLocaleString(undefined, { dateStyle: 'long', timeStyle: 'short' })} on. If it
      was not you, keep it, and set another password.{' '}
      <Button small disabled={cancel.isPending} onClick={() => cancel.mutate()}>
        Keep my second factor
      </Button>
      {cancel.error !== null && <Failure error={cancel.error} />}
    </div>
  );
}
