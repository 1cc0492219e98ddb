import {type ObligationState, type Reported, type Verification} from './types';

/** What of the board is listed, as the address has it; empty: all. */
export interface Cut {
  readonly reported: string;
  readonly verification: string;
  readonly party: string;
  /** Only those that an amendment has moved or taken out. */
  readonly moved: boolean;
  /** Only those that have no day. */
  readonly undated: boolean;
  readonly words: string;
}

const isMoved = (o: ObligationState): boolean => o.rebaselined || o.removed_by !== null;

/** Whether it passes all of the cut but for its place on the two axes. */
export const isOf = (cut: Cut, o: ObligationState): boolean =>
  (cut.party === '' || o.actors.includes(cut.party) || o.counterparts.includes(cut.party)) &&
  (!cut.moved || isMoved(o)) &&
  (!cut.undated || (o.due === null && o.reported !== 'done' && o.removed_by === null)) &&
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
