import { useEffect, useRef } from 'react';
import { preferences } from '../../../lib/preferences';

export type KeyName = 'a' | 'd' | 'e' | 'r' | 't' | 'j' | 'k' | 'n' | '/' | '?' | ' ';

const aliases: Readonly<Record<string, KeyName>> = { ArrowDown: 'j', ArrowUp: 'k' };
const names: readonly KeyName[] = ['a', 'd', 'e', 'r', 't', 'j', 'k', 'n', '/', '?', ' '];
const typing = 'input, textarea, select, [contenteditable]';

/** Which of our keys an event is; `null` for repeats, for chords, and while somebody types or answers a dialog. */
export function queueKey(event: KeyboardEvent): KeyName | null {
  if (event.repeat || event.isComposing || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return null;
  if (document.querySelector('dialog[open]') !== null) return null;
  const at = event.target instanceof Element ? event.target : null;
  if (at?.closest(typing) != null) return null;
  const name = aliases[event.key] ?? names.find((each) => each === event.key.toLowerCase()) ?? null;
  // Space presses the button or scrolls the box that has the focus.
  if (name === ' ' && at?.closest('button, a, [role="region"]') != null) return null;
  const letters = preferences.get().keys;
  return letters || event.key in aliases || name === ' ' ? name : null;
}

export function useQueueKeys(act: (key: KeyName) => void): void {
  const latest = useRef(act);
  useEffect(() => {
    latest.current = act;
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      const key = queueKey(event);
      if (key === null) return;
      event.preventDefault();
      latest.current(key);
    };
    addEventListener('keydown', listen);
    return () => removeEventListener('keydown', listen);
  }, []);
}
