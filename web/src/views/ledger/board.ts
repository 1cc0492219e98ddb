import {percent} from '../../base/format';
import {type Counts, type ObligationState, type Reported, type Verification} from './types';

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
  (cut.reported === '' || o.reported === cut.reported) && (cut.verification === '' || o.verification === cut.verification);

/** Obligations by reported and verification; undefined for all of a row or a column. */
export function counter(of: readonly ObligationState[]): (reported: Reported | undefined, verification: Verification | undefined) => number {
  const counts = new Map<string, number>();
  const add = (key: string): void => void counts.set(key, (counts.get(key) ?? 0) + 1);
  for (const o of of) for (const r of [o.reported, '']) for (const v of [o.verification, '']) add(`${r} ${v}`);
  return (reported, verification) => counts.get(`${reported ?? ''} ${verification ?? ''}`) ?? 0;
}

/** How much of it is done, where that is neither nothing nor all. */
export const partOf = (o: ObligationState): string | undefined => (o.share > 0 && o.share < 1 ? percent(o.share) : undefined);

/** Obligations that are reported as done, wholly or in part. */
export const claimsIn = (counts: Counts): number => counts.verified + counts.contested + counts.not_met + counts.unknown + counts.claimed;

export const shareOf = (part: number, all: number): string => (all === 0 ? '–' : percent(part / all));
