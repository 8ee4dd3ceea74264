import { Button } from '../../../components/ui/button';
import { Dialog } from '../../../components/ui/dialog';
import { Failure } from '../../../components/ui/states';
import { Untrusted } from '../../../components/ui/untrusted';
import type { Org, OrgChange } from '../../../wire/rest';
import { useSignedOrgChange } from '../api/org';

interface SignChangeDialogProps {
  readonly org: Org;
  readonly change: OrgChange;
  readonly onSaved: (org: Org) => void;
  readonly onClose: () => void;
}

/** Asks for a passkey's signature for this very change of the settings; nothing is changed without it. */
export function SignChangeDialog({ org, change, onSaved, onClose }: SignChangeDialogProps) {
  const sign = useSignedOrgChange();
  return (
    <Dialog title="Confirm with your passkey" onClose={onClose}>
      <p>This weakens what your organisation is protected by, so it takes a passkey. Nothing is changed yet:</p>
      <ul className="plain-list" aria-label="What changes">
        {lines(org, change).map((line) => (
          <li key={line}>
            <Untrusted text={line} />
          </li>
        ))}
      </ul>
      {sign.error !== null && <Failure error={sign.error} />}
      <div className="actions">
        <Button look="primary" data-first disabled={sign.isPending} onClick={() => sign.mutate(change, { onSuccess: onSaved })}>
          {sign.isPending ? 'Waiting for the passkey…' : 'Use the passkey, and save'}
        </Button>
        <Button onClick={onClose}>Do not change</Button>
      </div>
    </Dialog>
  );
}

/** As the audit log will name them. */
function lines(org: Org, change: OrgChange): string[] {
  const now: Record<string, unknown> = { ...org };
  return Object.entries(change).map(([field, wanted]) => `${field}: ${said(now[field])} → ${said(wanted)}`);
}

function said(value: unknown): string {
  if (value === null || value === undefined) return 'off';
  return typeof value === 'string' ? value : JSON.stringify(value);
}
