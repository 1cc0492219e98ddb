export interface Scale {
  (value: number): number;
  readonly domain: readonly [number, number];
  readonly range: readonly [number, number];
}

export function linear(domain: readonly [number, number], range: readonly [number, number]): Scale {
  const [d0, d1] = domain;
  const [r0, r1] = range;
  const slope = d1 === d0 ? 0 : (r1 - r0) / (d1 - d0);
  return Object.assign((value: number) => r0 + (value - d0) * slope, {domain, range});
}

/** Step of 1, 2 or 5 times a power of ten that gives about `count` steps over `span` > 0. */
function niceStep(span: number, count: number): number {
  const rough = span / Math.max(1, count);
  const power = 10 ** Math.floor(Math.log10(rough));
  const ratio = rough / power;
  if (ratio > 7.07) return 10 * power;
  if (ratio > 3.16) return 5 * power;
  return ratio > 1.41 ? 2 * power : power;
}

/** Round values within [low, high]. */
export function ticks(low: number, high: number, count = 5): number[] {
  if (!(high > low)) return [low];
  const step = niceStep(high - low, count);
  const first = Math.ceil(low / step - 1e-9);
  const last = Math.floor(high / step + 1e-9);
  return Array.from({length: last - first + 1}, (_, i) => Number(((first + i) * step).toPrecision(12)));
}

/** [low, high] widened to round values. */
export function nice(low: number, high: number, count = 5): [number, number] {
  if (!(high > low)) return [low - 1, high + 1];
  const step = niceStep(high - low, count);
  return [Math.floor(low / step + 1e-9) * step, Math.ceil(high / step - 1e-9) * step];
}

export type Point = readonly [number, number];

/** SVG path through points; null breaks the line (a party that is not in yet). */
export function linePath(points: readonly (Point | null)[]): string {
  let path = '';
  let pen = false;
  for (const point of points) {
    if (point !== null) path += `${pen ? 'L' : 'M'}${point[0].toFixed(1)},${point[1].toFixed(1)}`;
    pen = point !== null;
  }
  return path;
}

/** SVG path that holds each value until the next point: shares that change at events. */
export function stepPath(points: readonly Point[]): string {
  return points
    .map(([x, y], i) => (i === 0 ? `M${x.toFixed(1)},${y.toFixed(1)}` : `H${x.toFixed(1)}V${y.toFixed(1)}`))
    .join('');
}
