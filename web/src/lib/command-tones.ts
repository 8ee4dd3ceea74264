/**
 * Colours words of a command by what they look like: program, option, operator, text, variable. A help for the eye
 * only. The gate reads commands with a real parser and nothing is decided here.
 */

export type Tone = 'program' | 'option' | 'operator' | 'text' | 'variable' | 'operand' | 'blank';

export interface ToneRun {
  readonly from: number;
  readonly to: number;
  readonly tone: Tone;
}

const token = /(?<blank>(?:\s|\\\n)+)|(?<text>'[^']*'|"(?:\\.|[^"\\])*")|(?<operator>&&|\|\||;;|>>|<<<?|[|&;<>(){}])|(?<variable>\$\{[^}]*\}|\$\w+)|(?<word>(?:\\.|[^\s'"|&;<>(){}$])+)|(?<other>.)/gsu;
const assignment = /^[A-Za-z_]\w*=/u;
const startsCommand = /^(?:&&|\|\||;;|[|&;({])$/u;

export function toneRuns(command: string): readonly ToneRun[] {
  const runs: ToneRun[] = [];
  let programNext = true;
  let glued = false;
  for (const match of command.matchAll(token)) {
    const groups = match.groups ?? {};
    const from = match.index;
    const to = from + match[0].length;
    if (groups.blank !== undefined) {
      if (/(?<!\\)\n/u.test(groups.blank)) programNext = true;
      runs.push({ from, to, tone: 'blank' });
      glued = false;
      continue;
    }
    if (groups.operator !== undefined) {
      runs.push({ from, to, tone: 'operator' });
      if (startsCommand.test(groups.operator)) programNext = true;
      glued = false;
      continue;
    }
    const tone = toneOf(groups, programNext && !glued);
    runs.push({ from, to, tone });
    if (tone === 'program') programNext = false;
    glued = true;
  }
  return runs;
}

function toneOf(groups: Readonly<Record<string, string | undefined>>, mayBeProgram: boolean): Tone {
  if (groups.variable !== undefined) return 'variable';
  if (groups.text !== undefined) return mayBeProgram ? 'program' : 'text';
  const word = groups.word ?? '';
  if (mayBeProgram) return assignment.test(word) ? 'variable' : 'program';
  return /^[-+]./u.test(word) ? 'option' : 'operand';
}
