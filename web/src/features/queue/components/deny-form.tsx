import { type SyntheticEvent, type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { Button } from '../../../components/ui/button';

const presets = ['Not during business hours', 'Wrong environment', 'Too broad, narrow it', 'Ask me first: '];
const commentMax = 2000;

interface DenyFormProps {
  readonly onDeny: (comment: string) => void;
  readonly onCancel: () => void;
}

/** Why not, in a sentence the agent gets to read. Enter sends, Escape goes back. */
export function DenyForm({ onDeny, onCancel }: DenyFormProps) {
  const [comment, setComment] = useState('');
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => input.current?.focus(), []);
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    onDeny(comment.trim());
  };
  const take = (preset: string) => {
    setComment(preset);
    input.current?.focus();
  };
  return (
    <form className="form" onSubmit={submit} onKeyDown={(event) => onEscape(event, onCancel)} aria-label="Deny with a comment">
      <div className="choices">
        {presets.map((preset) => (
          <button key={preset} type="button" className="choice" aria-pressed={comment === preset} onClick={() => take(preset)}>
            {preset.endsWith(': ') ? `${preset}…` : preset}
          </button>
        ))}
      </div>
      <input
        ref={input}
        className="input"
        aria-label="Comment for the agent"
        placeholder="Why not? The agent reads this. May stay empty."
        value={comment}
        maxLength={commentMax}
        onChange={(event) => setComment(event.target.value)}
      />
      <div className="actions">
        <Button look="danger" type="submit" keyCap="Enter">
          Deny
        </Button>
        <Button onClick={onCancel} keyCap="Esc">
          Back
        </Button>
      </div>
    </form>
  );
}

export function onEscape(event: KeyboardEvent, cancel: () => void): void {
  if (event.key !== 'Escape') return;
  event.stopPropagation();
  cancel();
}
