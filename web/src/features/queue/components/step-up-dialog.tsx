import { useState } from 'react';
import { Button } from '../../../components/ui/button';
import { CommandText } from '../../../components/ui/command-text';
import { Dialog } from '../../../components/ui/dialog';
import { Risk } from '../../../components/ui/marks';
import { Failure } from '../../../components/ui/states';
import { type Assertion, signWithPasskey } from '../../../lib/passkeys';
import { answered, rest } from '../../../lib/rest';
import type { PendingCommand } from '../../../wire/messages';

interface StepUpDialogProps {
  readonly command: PendingCommand;
  readonly onSigned: (assertion: Assertion) => void;
  readonly onClose: () => void;
}

/** Asks for a passkey's signature for this very command; nothing is allowed without it. */
export function StepUpDialog({ command, onSigned, onClose }: StepUpDialogProps) {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<Error | null>(null);
  const sign = async () => {
    setBusy(true);
    setError(null);
    try {
      const options = await answered(rest.POST('/commands/{id}/step-up', { params: { path: { id: command.id } } }));
      onSigned(await signWithPasskey(options));
    } catch (failure) {
      setError(failure instanceof Error ? failure : new Error('Something went wrong here. Try again.'));
      setBusy(false);
    }
  };
  return (
    <Dialog title="Confirm with your passkey" onClose={onClose}>
      <p>Your organisation asks for a passkey before a CRITICAL command is allowed. It is not allowed yet:</p>
      <div className="quoted" tabIndex={0} role="region" aria-label="Command">
        <CommandText command={command.command} factors={command.riskFactors} level={command.riskLevel} />
      </div>
      <Risk level={command.riskLevel} score={command.riskScore} />
      {error !== null && <Failure error={error} />}
      <div className="actions">
        <Button look="primary" data-first disabled={busy} onClick={() => void sign()}>
          {busy ? 'Waiting for the passkey…' : 'Use the passkey, and allow'}
        </Button>
        <Button onClick={onClose}>Do not allow</Button>
      </div>
    </Dialog>
  );
}
