import {type IsoDate} from '../../base/brand';
import {ledgerTexts as text} from '../../base/i18n.svelte';

const kDay = 86_400_000;  // milliseconds

/** Whole days from one day to another; below zero where that is before. */
export const daysBetween = (from: IsoDate | string, to: IsoDate | string): number =>
  Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / kDay);

/** The day of a second. */
export const dayOf = (second: string): IsoDate => second.slice(0, 10) as IsoDate;

/** "May be mended until"; of a day that is past on the day that is shown, "Could be". */
export const cureWords = (on: IsoDate | undefined, until: IsoDate): string => (on !== undefined && until < on ? text().couldCure : text().cureUntil);

/** "in 12 days", "today", "40 days ago". */
export function fromNow(on: IsoDate, day: IsoDate): string {
  const n = daysBetween(on, day);
  return n === 0 ? text().today : n > 0 ? text().inDays(n) : text().daysAgo(-n);
}
