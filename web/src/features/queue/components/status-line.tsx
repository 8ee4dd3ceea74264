import { KeyCap } from '../../../components/ui/button';
import type { Notice } from '../api/desk';

interface StatusLineProps {
  readonly notice: Notice | null;
  readonly onKeys: () => void;
}

/** Every action and every refusal reports here, for eyes and for screen readers. */
export function StatusLine({ notice, onKeys }: StatusLineProps) {
  const urgent = notice?.kind === 'urgent';
  return (
    <footer className="status-line">
      <p className={`said ${notice?.kind ?? ''}`} role="status" aria-live="polite">
        {notice?.text ?? ''}
      </p>
      <p className="visually-hidden" role="alert">
        {urgent ? notice.text : ''}
      </p>
      <button type="button" className="button small plain hints" onClick={onKeys}>
        <KeyCap name="?" hidden /> keys
      </button>
    </footer>
  );
}
