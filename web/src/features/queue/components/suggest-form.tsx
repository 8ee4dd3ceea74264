import { type SyntheticEvent, type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { Button } from '../../../components/ui/button';
import { hidesSomething } from '../../../lib/visible-characters';
import { onEscape } from './deny-form';

interface SuggestFormProps {
  readonly command: string;
  readonly onSuggest: (suggested: string, comment: string) => void;
  readonly onCancel: () => void;
}

/** Denies this command and proposes another, which the agent hands in as a new one if it agrees. */
export function SuggestForm({ command, onSuggest, onCancel }: SuggestFormProps) {
  // A field would obey the hidden characters, so such a command is not put into one.
  const hides = hidesSomething(command);
  const [suggested, setSuggested] = useState(hides ? '' : command);
  const [comment, setComment] = useState('');
  const area = useRef<HTMLTextAreaElement>(null);
  useEffect(() => area.current?.focus(), []);
  const ready = suggested.trim() !== '' && suggested !== command;
  const send = () => {
    if (ready) onSuggest(suggested, comment.trim());
  };
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    send();
  };
  const onKey = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    send();
  };
  return (
    <form className="form" onSubmit={submit} onKeyDown={(event) => onEscape(event, onCancel)} aria-label="Suggest another command">
      <textarea
        ref={area}
        className="input mono"
        rows={3}
        aria-label="Command to suggest"
        placeholder={hides ? 'The command hides characters; type the one you would allow' : 'The command you would allow'}
        spellCheck={false}
        autoCapitalize="off"
        value={suggested}
        onKeyDown={onKey}
        onChange={(event) => setSuggested(event.target.value)}
      />
      <input
        className="input"
        aria-label="Comment for the agent"
        placeholder="Why this instead? May stay empty."
        maxLength={2000}
        value={comment}
        onChange={(event) => setComment(event.target.value)}
      />
      <div className="actions">
        <Button look="primary" type="submit" keyCap="Enter" disabled={!ready}>
          Deny and suggest
        </Button>
        <Button onClick={onCancel} keyCap="Esc">
          Back
        </Button>
        {!ready && <span className="muted">Change the command first.</span>}
      </div>
    </form>
  );
}
