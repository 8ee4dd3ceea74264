import { Fragment, useMemo } from 'react';
import { hiddenKind, type VisiblePiece, visiblePieces, visibleText } from '../../lib/visible-characters';

const names: Readonly<Record<string, string>> = { '\n': 'line feed', '\r': 'carriage return', '\t': 'tab', '\u001b': 'escape' };

/** Why a character stands here as a mark. */
export function markTitle(raw: string): string {
  const code = raw.codePointAt(0) ?? 0;
  const kind = hiddenKind(String.fromCodePoint(code)) ?? 'blank';
  return `${names[raw] ?? kind} character, U+${code.toString(16).toUpperCase().padStart(4, '0')}`;
}

export function isQuietMark(raw: string): boolean {
  return raw === '\n' || raw === '\t';
}

/** Text that somebody outside wrote: names, goals, comments. Shown as it is, obeyed in nothing. */
export function Untrusted({ text }: { readonly text: string }) {
  const pieces = useMemo(() => visiblePieces(text), [text]);
  return (
    <bdi className="untrusted" dir="auto">
      {pieces.map((piece) => (
        <Piece key={piece.from} piece={piece} raw={text.slice(piece.from, piece.to)} />
      ))}
    </bdi>
  );
}

function Piece({ piece, raw }: { readonly piece: VisiblePiece; readonly raw: string }) {
  if (piece.hidden === null) return <Fragment>{piece.shown}</Fragment>;
  return (
    <span className={`hidden-mark ${isQuietMark(raw) ? 'quiet' : ''}`} title={markTitle(raw)}>
      {piece.shown}
    </span>
  );
}

const previewMax = 240;

/** A command on one line, cut where it ends; never where a key decides. */
export function CommandLine({ command }: { readonly command: string }) {
  const shown = visibleText(command.slice(0, previewMax)) + (command.length > previewMax ? '…' : '');
  return <code className="command-line">{shown}</code>;
}
