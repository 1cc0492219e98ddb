import {type IsoDate} from '../../base/brand';
import {type Dated, type Delay, type Timetable} from './types';

const kDay = 86_400_000;  // milliseconds

export const dayOf = (date: string): number => Date.parse(`${date}T00:00:00Z`) / kDay;
export const daysBetween = (from: string, to: string): number => Math.round(dayOf(to) - dayOf(from));

/** S17:120,started(S08):14 as in the address. */
export function delaysOf(text: string | null): readonly Delay[] {
  return (text ?? '').split(',').flatMap((part) => {
    const at = part.lastIndexOf(':');
    const days = Number(part.slice(at + 1));
    return at <= 0 || !Number.isInteger(days) || days === 0 ? [] : [{event: part.slice(0, at), days}];
  });
}

export const delaysText = (delays: readonly Delay[]): string | undefined =>
  delays.length === 0 ? undefined : delays.map((d) => `${d.event}:${d.days}`).join(',');

/** Every day that a row shows. */
export function daysShown(one: Dated): readonly IsoDate[] {
  return [one.start, one.due, one.earliest, one.expected, one.verified, one.without_delays ?? null].filter((d) => d !== null);
}

/** Name of a moment's obligation: S08 of started(S08). */
export const nameIn = (moment: string): string => /\(([^)]+)\)/.exec(moment)?.[1] ?? moment;

/** The day on which an item of a critical path was. */
export function pathDay(of: Timetable, item: string): IsoDate | null {
  const event = of.events.find((e) => e.id === item);
  if (event !== undefined) return event.date;
  const one = of.obligations.find((o) => o.id === nameIn(item));
  if (one === undefined) return null;
  if (item.startsWith('verified(')) return one.verified;
  if (item.startsWith('started(')) return one.due === null ? one.expected : (one.start ?? one.expected);
  return one.expected;
}

export function titleOf(of: Timetable, item: string): string {
  return of.events.find((e) => e.id === item)?.title ?? of.obligations.find((o) => o.id === nameIn(item))?.title ?? item;
}

export interface Tick {
  readonly day: number;
  readonly text: string;
  readonly major: boolean;
}

const kSteps = [1, 2, 3, 6, 12, 24, 60, 120] as const;  // months

/** Firsts of months, at most about `count`. */
export function calendarTicks(from: number, to: number, count: number, nameOf: (date: string, years: boolean) => string): readonly Tick[] {
  const months = (to - from) / 30.4;
  const step = kSteps.find((s) => months / s <= count) ?? 240;
  const at = new Date(from * kDay);
  at.setUTCDate(1);
  const month = step >= 12 ? 0 : Math.floor(at.getUTCMonth() / step) * step;
  at.setUTCMonth(month);
  if (step > 12) at.setUTCFullYear(Math.floor(at.getUTCFullYear() / (step / 12)) * (step / 12));
  const made: Tick[] = [];
  for (; at.getTime() / kDay <= to; at.setUTCMonth(at.getUTCMonth() + step)) {
    const day = at.getTime() / kDay;
    if (day >= from) made.push({day, text: nameOf(at.toISOString().slice(0, 10), step >= 12), major: at.getUTCMonth() === 0});
  }
  return made;
}
