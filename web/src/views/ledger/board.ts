import {percent} from '../../base/format';
import {ledgerTexts as text} from '../../base/i18n.svelte';
import {type Counts, type Found, type ObligationState, type Place, type Reported, type Verification} from './types';

/** What of the board is listed, as the address has it; empty: all. */
export interface Cut {
  readonly reported: string;
  readonly verification: string;
  readonly party: string;
  /** Only those that an amendment has moved or taken out. */
  readonly moved: boolean;
  /** Only open ones that have no day. */
  readonly undated: boolean;
  readonly words: string;
}

export const placeOf = (o: ObligationState): Place => (o.removed_by === null ? o.reported : 'taken_out');

/** An amendment has moved its day, or has taken it out. */
export const isMoved = (o: ObligationState): boolean => o.rebaselined || o.removed_by !== null;

/** Those that the due list counts as open and without a day. */
const isUndated = (o: ObligationState): boolean =>
  o.due === null && !['done', 'late', 'withdrawn'].includes(o.reported) && !o.void_by_default && o.removed_by === null;

/** Whether it passes all of the cut but for its place on the two axes. */
export const isOf = (cut: Cut, o: ObligationState): boolean =>
  (cut.party === '' || o.actors.includes(cut.party) || o.counterparts.includes(cut.party)) &&
  (!cut.moved || isMoved(o)) &&
  (!cut.undated || isUndated(o)) &&
  `${o.id} ${o.title}`.toLowerCase().includes(cut.words.trim().toLowerCase());

export const isAt = (cut: Cut, o: ObligationState): boolean =>
  (cut.reported === '' || placeOf(o) === cut.reported) && (cut.verification === '' || o.verification === cut.verification);

/** Obligations by place and verification; undefined for all of a row or a column. */
export function counter(of: readonly ObligationState[]): (place: Place | undefined, verification: Verification | undefined) => number {
  const counts = new Map<string, number>();
  const add = (key: string): void => void counts.set(key, (counts.get(key) ?? 0) + 1);
  for (const o of of) for (const r of [placeOf(o), '']) for (const v of [o.verification, '']) add(`${r} ${v}`);
  return (place, verification) => counts.get(`${place ?? ''} ${verification ?? ''}`) ?? 0;
}

/** How much of it is done, where that is neither nothing nor all. */
export const partOf = (o: ObligationState): string | undefined => (o.share > 0 && o.share < 1 ? percent(o.share) : undefined);

export const shareOf = (part: number, all: number): string => (all === 0 ? '–' : percent(part / all));

const kReportedInWords: readonly Reported[] = ['done', 'late', 'due', 'started', 'suspended', 'withdrawn', 'rebaselined', 'not_due'];
const kFoundInWords: readonly Found[] = ['verified', 'claimed', 'contested', 'not_met', 'unknown'];

/** All counts as `tandem ledger status` says them: what there is none of is left out, but for what is done and late. */
export function countsWords(counts: Counts): string {
  const words = text().counts;
  const reported = kReportedInWords.filter((r) => counts[r] > 0 || r === 'done' || r === 'late').map((r) => words.one(counts[r], text().reported[r]));
  const foundIn = (of: Readonly<Record<Found, number>>): readonly string[] => kFoundInWords.filter((v) => of[v] > 0).map((v) => words.one(of[v], words.found[v]));
  const ofReported = foundIn(counts);
  const ofOthers = foundIn(counts.not_reported);
  return [
    words.all(counts.obligations, reported),
    counts.taken_out > 0 ? words.takenOut(counts.taken_out) : '',
    ofReported.length > 0 ? words.ofReported(counts.reported, ofReported) : '',
    ofOthers.length > 0 ? words.ofOthers(ofOthers) : '',
  ].filter((w) => w !== '').join(' ');
}
