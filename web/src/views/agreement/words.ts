import {daysBetween} from './dates';
import {agreementTexts as text} from '../../base/i18n.svelte';
import {type Dated, type LintFinding, type Paragraph} from './types';

/** Why an obligation has no day, in words. */
export function undatedWords(one: Dated): string {
  if (one.void_by_default) return text().undated.void;
  switch (one.undated) {
    case null:
      return '';
    case 'waits':
      return one.waits_for.length > 0 ? text().undated.waitsFor(one.waits_for.join(', ')) : text().undated.waits;
    default:
      return text().undated[one.undated];
  }
}

/** A piece of a text; `marks` are the numbers of the findings whose words it is. */
export interface Piece {
  readonly text: string;
  readonly marks: readonly number[];
}

export interface Numbered {
  readonly n: number;
  readonly finding: LintFinding;
}

const kEllipsis = /\s*(\u2026|\.\.\.)$/;

interface Span {
  readonly from: number;
  readonly to: number;
  readonly n: number;
}

function spansOf(words: string, findings: readonly Numbered[]): Span[] {
  const low = words.toLowerCase();
  return findings
    .flatMap(({n, finding}) => {
      const sought = finding.words.replace(kEllipsis, '').toLowerCase();
      const from = sought === '' ? -1 : low.indexOf(sought);
      return from < 0 ? [] : [{from, to: from + sought.length, n}];
    })
    .sort((a, b) => a.from - b.from);
}

/** `words` cut where the words of findings begin and end. */
export function pieces(words: string, findings: readonly Numbered[]): readonly Piece[] {
  const spans = spansOf(words, findings);
  const cuts = [...new Set([0, words.length, ...spans.flatMap((s) => [s.from, s.to])])].sort((a, b) => a - b);
  return cuts.slice(0, -1).map((from, i) => {
    const to = cuts[i + 1] ?? words.length;
    return {text: words.slice(from, to), marks: spans.filter((s) => s.from <= from && s.to >= to).map((s) => s.n)};
  });
}

/** Where the words of a finding stand in a paragraph; the trigger is shown as a sentence and beside it as written. */
export function placeOf(finding: LintFinding, paragraph: Paragraph, trigger: string): 'words' | 'when' | 'clause' | 'none' {
  const sought = finding.words.replace(kEllipsis, '').toLowerCase();
  if (sought === '') return 'none';
  if (paragraph.words.toLowerCase().includes(sought)) return 'words';
  if (trigger.toLowerCase() === sought) return 'when';
  return paragraph.clauses.some((c) => c.words.toLowerCase().includes(sought)) ? 'clause' : 'none';
}

/** The message without the name of the obligation that it stands at. */
export function shortMessage(finding: LintFinding): string {
  const [first] = finding.obligations;
  const close = finding.message.indexOf('): ');
  if (first === undefined || !finding.message.startsWith(`${first} (`) || close < 0) return finding.message;
  return finding.message.slice(close + 3);
}

/** How late, or how much earlier than due: +91 d. */
export function movedDays(one: Dated): number | null {
  if (one.without_delays === undefined) return null;
  if (one.without_delays === null || one.expected === null) return one.without_delays === one.expected ? 0 : null;
  return daysBetween(one.without_delays, one.expected);
}
