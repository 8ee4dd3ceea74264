/**
 * Untrusted text, made fit to be looked at: what a screen would obey, swallow or reorder comes out as a marked escape.
 * Nothing here decides anything; it only refuses to let a character be invisible.
 */

export type HiddenKind = 'control' | 'bidi' | 'invisible' | 'blank' | 'undecodable';

export interface VisiblePiece {
  /** Half-open UTF-16 offsets into the original text. */
  readonly from: number;
  readonly to: number;
  /** What to show. */
  readonly shown: string;
  /** Why it is shown as an escape; `null` for ordinary text. */
  readonly hidden: HiddenKind | null;
  /** A line feed or paragraph end: the display may break the line after the mark. */
  readonly breaks: boolean;
}

const bidi = /^[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]$/u;
const breaking = /^[\n\v\f\u0085\u2028\u2029]$/u;
const undecodable = /^[\p{Cs}\p{Co}\p{Cn}]$/u;
// Default-ignorable takes in zero-width, tag, variation-selector and filler characters; U+2800 is a blank that is no space.
const invisible = /^[\p{Cf}\p{Default_Ignorable_Code_Point}\u2800]$/u;
const oddBlank = /^[\p{Zs}\p{Zl}\p{Zp}]$/u;
const control = /^\p{Cc}$/u;
const blankRunMax = 8;

export function visiblePieces(text: string): readonly VisiblePiece[] {
  const pieces: VisiblePiece[] = [];
  let plainFrom = 0;
  let at = 0;
  const flush = (to: number) => {
    if (to > plainFrom) pieces.push(...blankRuns(text, plainFrom, to));
  };
  for (const character of text) {
    const to = at + character.length;
    const hidden = hiddenKind(character);
    if (hidden !== null) {
      flush(at);
      pieces.push({ from: at, to, shown: escaped(character), hidden, breaks: breaking.test(character) });
      plainFrom = to;
    }
    at = to;
  }
  flush(text.length);
  return pieces;
}

export function hiddenKind(character: string): HiddenKind | null {
  if (character === ' ') return null;
  if (control.test(character)) return 'control';
  if (bidi.test(character)) return 'bidi';
  if (undecodable.test(character)) return 'undecodable';
  if (invisible.test(character)) return 'invisible';
  return oddBlank.test(character) ? 'blank' : null;
}

/** Long runs of spaces can push what follows out of sight; they are shown as their count. */
function blankRuns(text: string, from: number, to: number): readonly VisiblePiece[] {
  const pieces: VisiblePiece[] = [];
  const runs = new RegExp(` {${blankRunMax + 1},}`, 'gu');
  let last = from;
  for (const run of text.slice(from, to).matchAll(runs)) {
    const start = from + run.index;
    if (start > last) pieces.push(plain(text, last, start));
    last = start + run[0].length;
    pieces.push({ from: start, to: last, shown: `⟨${run[0].length} spaces⟩`, hidden: 'blank', breaks: false });
  }
  if (to > last) pieces.push(plain(text, last, to));
  return pieces;
}

function plain(text: string, from: number, to: number): VisiblePiece {
  return { from, to, shown: text.slice(from, to), hidden: null, breaks: false };
}

// By name, not as U+2400 pictures: many fonts lack those, and an empty box says nothing.
const controlNames =
  'NUL SOH STX ETX EOT ENQ ACK BEL BS TAB LF VT FF CR SO SI DLE DC1 DC2 DC3 DC4 NAK SYN ETB CAN EM SUB ESC FS GS RS US'.split(' ');

export function escaped(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  const name = code === 0x7f ? 'DEL' : controlNames[code];
  return name !== undefined ? `⟨${name}⟩` : `⟨U+${code.toString(16).toUpperCase().padStart(4, '0')}⟩`;
}

/** The same as one line of plain characters, for titles and labels. */
export function visibleText(text: string): string {
  return visiblePieces(text)
    .map((piece) => piece.shown)
    .join('');
}

const warnings: Readonly<Record<HiddenKind, string>> = {
  control: 'control characters',
  bidi: 'characters that turn the reading direction',
  invisible: 'invisible characters',
  blank: 'unusual blanks',
  undecodable: 'characters without a known shape',
};

/** What is hidden in the text, in words, for the banner; line feeds and tabs are marked but hide nothing. */
export function hiddenWarnings(text: string): readonly string[] {
  const kinds = new Set<HiddenKind>();
  for (const piece of visiblePieces(text)) {
    if (piece.hidden === null) continue;
    const raw = text.slice(piece.from, piece.to);
    if (raw !== '\n' && raw !== '\t') kinds.add(piece.hidden);
  }
  return [...kinds].map((kind) => warnings[kind]);
}

/** Whether anything but line feeds and tabs is hidden: such text is not offered for editing. */
export function hidesSomething(text: string): boolean {
  return visiblePieces(text).some((piece) => piece.hidden !== null && !/^[\n\t]$/u.test(text.slice(piece.from, piece.to)));
}
