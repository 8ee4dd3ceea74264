import type { RiskFactor } from '../wire/rest';
import { type Tone, toneRuns } from './command-tones';
import { lookAlikes } from './look-alikes';
import { type HiddenKind, visiblePieces } from './visible-characters';

/** A stretch of a command that is drawn in one way. */
export interface CommandRun {
  readonly from: number;
  readonly shown: string;
  readonly tone: Tone;
  readonly hidden: HiddenKind | null;
  readonly breaks: boolean;
  /** Labels of the risk factors whose words these are. */
  readonly reasons: readonly string[];
  readonly lookAlike: string | null;
}

/** Cuts the command wherever its look changes. Joined again, what is not hidden is the command, character by character. */
export function commandRuns(command: string, factors: readonly RiskFactor[]): readonly CommandRun[] {
  const tones = toneRuns(command);
  const doubles = lookAlikes(command);
  const spans = factors.flatMap((factor) => (factor.span ? [{ from: factor.span[0] ?? 0, to: factor.span[1] ?? 0, label: factor.label }] : []));
  const cuts = [...new Set([...tones, ...doubles, ...spans].flatMap((each) => [each.from, each.to]))].sort((one, other) => one - other);
  const toneAt = covering(tones);
  const doubleAt = covering(doubles);
  const cutsWithin = between(cuts);
  return visiblePieces(command).flatMap((piece) => {
    const inside = cutsWithin(piece.from, piece.to);
    const edges = piece.hidden === null ? [piece.from, ...inside, piece.to] : [piece.from, piece.to];
    return edges.slice(0, -1).map((from, index) => ({
      from,
      shown: piece.hidden === null ? command.slice(from, edges[index + 1]) : piece.shown,
      tone: toneAt(from)?.tone ?? 'operand',
      hidden: piece.hidden,
      breaks: piece.breaks,
      reasons: spans.filter((each) => each.from <= from && from < each.to).map((each) => each.label),
      lookAlike: doubleAt(from)?.why ?? null,
    }));
  });
}

interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** Finds the stretch over a place, for places asked in rising order: a command of 64 KB is walked once. */
function covering<S extends Stretch>(stretches: readonly S[]): (at: number) => S | undefined {
  let index = 0;
  return (at) => {
    for (let next = stretches[index]; next !== undefined && next.to <= at; next = stretches[index]) index += 1;
    const here = stretches[index];
    return here !== undefined && here.from <= at ? here : undefined;
  };
}

function between(cuts: readonly number[]): (from: number, to: number) => readonly number[] {
  let index = 0;
  return (from, to) => {
    while ((cuts[index] ?? Infinity) <= from) index += 1;
    const start = index;
    while ((cuts[index] ?? Infinity) < to) index += 1;
    return cuts.slice(start, index);
  };
}

const longCharacters = 400;
const longLines = 12;

/** Whether a command is so long that its end has to be seen before a key may allow it. */
export function isLong(command: string): boolean {
  return command.length > longCharacters || command.split(/[\n\r\u2028\u2029]/u).length > longLines;
}
