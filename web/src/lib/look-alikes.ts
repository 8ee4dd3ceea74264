/** Letters and signs that look like ASCII but are not, and words that mix alphabets. */

export interface LookAlike {
  readonly from: number;
  readonly to: number;
  readonly word: string;
  readonly why: string;
}

const scripts: readonly (readonly [string, RegExp])[] = [
  ['Latin', /\p{Script=Latin}/u],
  ['Cyrillic', /\p{Script=Cyrillic}/u],
  ['Greek', /\p{Script=Greek}/u],
  ['Armenian', /\p{Script=Armenian}/u],
  ['Cherokee', /\p{Script=Cherokee}/u],
  ['Coptic', /\p{Script=Coptic}/u],
  ['Georgian', /\p{Script=Georgian}/u],
];

const words = /[\p{L}\p{M}\p{N}_]+/gu;
// Cyrillic and Greek letters a reader takes for Latin ones.
const latinTwins = /^[аеорсухѕіјԁһԛԝѵАВЕКМНОРСТХЅІЈοινκρτυχαΑΒΕΖΗΙΚΜΝΟΡΤΥΧ0-9_]+$/u;
const styled = /[\u{FF01}-\u{FF5E}\u{1D400}-\u{1D7FF}\u{24B6}-\u{24E9}]+/gu;
const signs: readonly (readonly [RegExp, string])[] = [
  [/[\u2010-\u2015\u2212\uFE58\uFE63]+/gu, 'looks like -'],
  [/[\u2044\u2215\u29F8]+/gu, 'looks like /'],
  [/[\u2018\u2019\u201A\u201B\u2032]+/gu, "looks like '"],
  [/[\u201C-\u201F\u2033]+/gu, 'looks like "'],
  [/\u037E+/gu, 'looks like ;'],
  [/[\u2223\u01C0]+/gu, 'looks like |'],
];

export function lookAlikes(text: string): readonly LookAlike[] {
  const found: LookAlike[] = [];
  for (const match of text.matchAll(words)) {
    const why = oddWord(match[0]);
    if (why !== null) found.push(at(match, why));
  }
  for (const match of text.matchAll(styled)) found.push(at(match, 'styled letters that look like ASCII'));
  for (const [pattern, why] of signs) for (const match of text.matchAll(pattern)) found.push(at(match, why));
  return found.sort((one, other) => one.from - other.from);
}

function oddWord(word: string): string | null {
  const used = scripts.filter(([, pattern]) => pattern.test(word)).map(([name]) => name);
  if (used.length > 1) return `mixes ${used.join(' and ')} letters`;
  if (used[0] !== undefined && used[0] !== 'Latin' && latinTwins.test(word)) return `${used[0]} letters that look like Latin ones`;
  return null;
}

function at(match: RegExpMatchArray, why: string): LookAlike {
  const from = match.index ?? 0;
  return { from, to: from + match[0].length, word: match[0], why };
}
