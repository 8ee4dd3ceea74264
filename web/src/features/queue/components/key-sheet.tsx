import { Button, KeyCap } from '../../../components/ui/button';
import { Dialog } from '../../../components/ui/dialog';
import { CheckField } from '../../../components/ui/field';
import { prefer, preferences } from '../../../lib/preferences';
import { useStore } from '../../../lib/store';

const keys: readonly (readonly [readonly string[], string])[] = [
  [['a'], 'Allow the command shown. HIGH and CRITICAL ask for a second press within 3 seconds.'],
  [['d'], 'Deny, with a comment. Enter sends, Esc goes back.'],
  [['e'], 'Deny and suggest another command.'],
  [['r'], 'Allow and remember, as a sentence you confirm.'],
  [['t'], 'Five more minutes.'],
  [['j', '↓'], 'Next in the list.'],
  [['k', '↑'], 'Previous in the list.'],
  [['n'], 'Next that waits for a decision.'],
  [['Space'], 'Scroll a long command.'],
  [['/'], 'Find in the queue.'],
  [['?'], 'This sheet.'],
];

export function KeySheet({ onClose }: { readonly onClose: () => void }) {
  const { keys: on } = useStore(preferences);
  return (
    <Dialog title="Keys" onClose={onClose}>
      <dl className="key-list">
        {keys.map(([names, does]) => (
          <div key={does} style={{ display: 'contents' }}>
            <dt>
              {names.map((name) => (
                <KeyCap key={name} name={name} />
              ))}
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
      <CheckField
        label="Use single-letter keys"
        hint="Switch them off where speech input or another tool types letters."
        checked={on}
        onChange={(event) => prefer({ keys: event.target.checked })}
      />
      <div className="actions end">
        <Button look="primary" onClick={onClose}>
          Close
        </Button>
      </div>
    </Dialog>
  );
}
