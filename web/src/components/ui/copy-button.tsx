import { useState } from 'react';
import { Button } from './button';

/** Copies the text as it is, and says whether that worked. */
export function CopyButton({ text, label = 'Copy' }: { readonly text: string; readonly label?: string }) {
  const [said, setSaid] = useState('');
  const copy = () =>
    navigator.clipboard.writeText(text).then(
      () => setSaid('Copied'),
      () => setSaid('Copying is blocked; select the text'),
    );
  return (
    <>
      <Button small onClick={() => void copy()}>
        {said === '' ? label : said}
      </Button>
      <span className="visually-hidden" role="status">
        {said}
      </span>
    </>
  );
}
