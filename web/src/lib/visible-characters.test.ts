import { describe, expect, it } from 'vitest';
import { commandRuns, isLong } from './command-runs';
import { lookAlikes } from './look-alikes';
import { hiddenWarnings, hidesSomething, visiblePieces, visibleText } from './visible-characters';

describe('visible characters', () => {
  it.each([
    ['\u001b[2J', '⟨ESC⟩[2J'],
    ['a\u202eb', 'a⟨U+202E⟩b'],
    ['a\u2066b\u2069', 'a⟨U+2066⟩b⟨U+2069⟩'],
    ['zero\u200bwidth', 'zero⟨U+200B⟩width'],
    ['tag\u{E0041}', 'tag⟨U+E0041⟩'],
    ['soft\u00adhyphen', 'soft⟨U+00AD⟩hyphen'],
    ['no\u00a0break', 'no⟨U+00A0⟩break'],
    ['line\u2028sep', 'line⟨U+2028⟩sep'],
    ['cr\rlf\n', 'cr⟨CR⟩lf⟨LF⟩'],
    ['nul\u0000del\u007f', 'nul⟨NUL⟩del⟨DEL⟩'],
    ['c1\u009b31m', 'c1⟨U+009B⟩31m'],
    ['filler\u3164', 'filler⟨U+3164⟩'],
    ['variation\ufe0f', 'variation⟨U+FE0F⟩'],
    ['lone\ud800', 'lone⟨U+D800⟩'],
    ['braille\u2800', 'braille⟨U+2800⟩'],
  ])('shows %j as %s', (text, shown) => {
    expect(visibleText(text)).toBe(shown);
    expect(visiblePieces(text).some((piece) => piece.hidden !== null)).toBe(true);
  });

  it('leaves nothing of these classes unmarked, over the whole of Unicode', () => {
    const dangerous = /^[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]$/u;
    for (let code = 0; code <= 0x10ffff; code += 1) {
      const character = String.fromCodePoint(code);
      if (!dangerous.test(character)) continue;
      if (visibleText(character) === character) throw new Error(`U+${code.toString(16)} is shown as itself`);
    }
    expect(visibleText('é日本 🙂')).toBe('é日本 🙂');
  });

  it('covers the text without gap or overlap, so that offsets stay true', () => {
    const text = `a\u202e🙂${' '.repeat(40)}b\r\n\u{E0041}c`;
    const pieces = visiblePieces(text);
    expect(pieces.map((piece) => text.slice(piece.from, piece.to)).join('')).toBe(text);
  });

  it('shows a long run of spaces as its count', () => {
    expect(visibleText(`ls${' '.repeat(300)}; rm -rf /`)).toBe('ls⟨300 spaces⟩; rm -rf /');
  });

  it('says what is hidden in words', () => {
    expect(hiddenWarnings('a\u202eb\u200b')).toEqual(['characters that turn the reading direction', 'invisible characters']);
    expect(hiddenWarnings('a\n\tb')).toEqual([]);
    expect(hiddenWarnings('plain -v')).toEqual([]);
    expect(hidesSomething('a\n\tb')).toBe(false);
    expect(hidesSomething('a\rb')).toBe(true);
  });
});

describe('look-alikes', () => {
  it.each([
    ['rm -rf /vаr', 'mixes Latin and Cyrillic letters'],
    ['ѕсоре', 'Cyrillic letters that look like Latin ones'],
    ['git push \u2013\u2013force', 'looks like -'],
    ['ｓｕｄｏ', 'styled letters that look like ASCII'],
  ])('names %s', (text, why) => {
    expect(lookAlikes(text).map((each) => each.why)).toContain(why);
  });

  it('keeps quiet about plain words of one alphabet', () => {
    expect(lookAlikes('grep -r "привет" src && echo Größe')).toEqual([]);
  });
});

describe('the runs of a command', () => {
  it('join again to the command, with marks where factors point', () => {
    const command = 'kubectl delete pod --all -n production';
    const runs = commandRuns(command, [{ code: 'all', label: '--all', points: 20, span: [19, 24] }]);
    expect(runs.map((run) => run.shown).join('')).toBe(command);
    expect(runs.filter((run) => run.reasons.length > 0).map((run) => run.shown)).toEqual(['--all']);
    expect(runs[0]).toMatchObject({ shown: 'kubectl', tone: 'program' });
  });

  it('keep offsets true behind hidden characters', () => {
    const command = '\u202e\u200bls --all';
    const runs = commandRuns(command, [{ code: 'all', label: 'everything', points: 20, span: [5, 10] }]);
    expect(runs.filter((run) => run.reasons.length > 0).map((run) => run.shown)).toEqual(['--all']);
  });

  it('call a command long by its characters or its lines', () => {
    expect(isLong('x'.repeat(400))).toBe(false);
    expect(isLong('x'.repeat(401))).toBe(true);
    expect(isLong('x\n'.repeat(12))).toBe(true);
    expect(isLong('x\n'.repeat(11))).toBe(false);
  });
});
