import {settings} from '../../base/settings.svelte';

/** Whether charts run from right to left. */
export const mirrored = (): boolean => settings.language === 'ar';

/** Least, greatest: of a value, or of many histories or worlds. */
export type Range = readonly [low: number, high: number];

/** [x, low, high] */
export type BandPoint = readonly [x: number, low: number, high: number];

/** Outline of a band, with straight lines between its points. */
export function bandPath(points: readonly BandPoint[], sx: (v: number) => number, sy: (v: number) => number): string {
  if (points.length === 0) return '';
  const at = (x: number, y: number): string => `${sx(x).toFixed(1)},${sy(y).toFixed(1)}`;
  const there = points.map(([x, low]) => at(x, low));
  const back = points.toReversed().map(([x, , high]) => at(x, high));
  return `M${[...there, ...back].join('L')}Z`;
}

/** Outline of a band whose edges hold each value until the next point. */
export function stairBandPath(points: readonly BandPoint[], sx: (v: number) => number, sy: (v: number) => number): string {
  const held = points.flatMap((p, i): BandPoint[] => {
    const next = points[i + 1];
    return next === undefined ? [p] : [p, [next[0], p[1], p[2]]];
  });
  return bandPath(held, sx, sy);
}

const kLetter = 6.2; // px, the mean advance of 11 px text

/** Words set into lines of about `room` px; what does not fit in the last ends in an ellipsis. */
export function wrapped(words: string, room: number, lines: number): readonly string[] {
  const most = Math.max(6, Math.floor(room / kLetter));
  const set: string[] = [''];
  for (const word of words.split(/\s+/)) {
    const line = set.at(-1) ?? '';
    const longer = line === '' ? word : `${line} ${word}`;
    if (longer.length <= most || line === '') set[set.length - 1] = longer;
    else set.push(word);
  }
  const kept = set.slice(0, lines).map((l) => (l.length > most ? `${l.slice(0, most - 1)}\u2026` : l));
  const last = kept.at(-1) ?? '';
  if (set.length > lines) kept[kept.length - 1] = `${last.slice(0, most - 1).replace(/[\s,.]+$/, '')}\u2026`;
  return kept;
}

/** How text is anchored so that it begins (or ends) at a place, whatever the direction of page and text. */
export interface Anchored {
  readonly direction: 'ltr' | 'rtl';
  readonly 'text-anchor': 'start' | 'end';
}
export function anchored(at: 'start' | 'end', english: boolean): Anchored {
  if (!mirrored()) return {direction: 'ltr', 'text-anchor': at};
  if (english) return {direction: 'ltr', 'text-anchor': at === 'start' ? 'end' : 'start'};
  return {direction: 'rtl', 'text-anchor': at};
}

/** Least and greatest of many values. */
export function spanOf(values: readonly number[]): Range {
  return values.reduce<Range>(([low, high], v) => [Math.min(low, v), Math.max(high, v)], [Infinity, -Infinity]);
}
