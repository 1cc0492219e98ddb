import {dynamicsOf, type FirstBreakdown} from '../../api/answers';
import {stressTexts as text} from '../../base/i18n.svelte';
import {number, percent, plain} from '../../base/format';
import {type OpenCase} from '../../work/open.svelte';

/** A number of the case by what it belongs to: "Open the road · worth.south". */
export function numberWords(open: OpenCase, at: string): string {
  const [table, id, ...rest] = at.split('.');
  if (id === undefined) return at;
  if (table === 'measures') return `${open.measureTitle(id)} \u00b7 ${rest.join('.')}`;
  if (table === 'parties') return `${open.partyName(id)} \u00b7 ${rest.join('.')}`;
  return at;
}

/** Three digits after the point below one, one above: as the engine writes them. */
export const short = (value: number): string => plain(Number(value.toFixed(Math.abs(value) < 1 ? 3 : 1)));

export type Outcome = 'alive' | 'running' | 'unbroken' | 'all_in_force';
export const kOutcomes: readonly Outcome[] = ['alive', 'running', 'unbroken', 'all_in_force'];

/** The words of a target of sensitivity: "running@96", "value.us". */
export function targetWords(open: OpenCase, of: string): string {
  const [what = '', month] = of.split('@');
  const at = Number(month);
  const words = text().target;
  if (what === 'unbroken' || what === 'alive' || what === 'running' || what === 'completed') return words[what](at);
  if (what === 'risk_reduction' || what === 'final_goals') return words[what];
  return what.startsWith('value.') ? words.value(open.partyName(what.slice(6))) : of;
}

export const targetValue = (of: string, value: number): string => (of.startsWith('value.') ? number(value, 1) : percent(value, 1));

export interface Cause {
  readonly id: string;
  readonly words: string;
  readonly party: number | undefined;
  readonly histories: number;
  /** Of them, within a year after a change of government. */
  readonly afterGovernment: number;
}

function keyOf({cause}: FirstBreakdown): string {
  if (cause.kind === 'crisis') return `crisis ${cause.crisis ?? ''}`;
  if (cause.kind === 'alarm') return 'alarm';
  return `${cause.kind} ${cause.party ?? ''}`;
}

function wordsOf(open: OpenCase, {cause, words}: FirstBreakdown): string {
  const party = open.partyName(cause.party ?? '');
  switch (cause.kind) {
    case 'crisis': {
      const title = dynamicsOf(open.model)?.crises.find((c) => c.id === cause.crisis)?.title;
      return text().crisis(title ?? words.replace(/^.*crisis: /, ''));
    }
    case 'alarm':
      return text().alarm;
    case 'found':
      return text().found(party);
    case 'undone':
      return text().undone(party);
    case 'defection':
      return text().defection(party);
    default:
      return words;
  }
}

/** First breakdowns by what set them off, the most frequent first. */
export function causesOf(open: OpenCase, list: readonly FirstBreakdown[]): readonly Cause[] {
  const all = new Map<string, Cause>();
  for (const one of list) {
    const id = keyOf(one);
    const had = all.get(id);
    all.set(id, {
      id,
      words: had?.words ?? wordsOf(open, one),
      party: one.cause.party === undefined || one.cause.kind === 'alarm' ? undefined : open.partyIndex(one.cause.party),
      histories: (had?.histories ?? 0) + one.histories,
      afterGovernment: (had?.afterGovernment ?? 0) + (one.government === null ? 0 : one.histories),
    });
  }
  return [...all.values()].sort((a, b) => b.histories - a.histories);
}
