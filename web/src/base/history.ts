/** Past and future of an immutable value. */
export interface History<T> {
  readonly past: readonly Entry<T>[];
  readonly now: T;
  readonly future: readonly Entry<T>[];
}

export interface Entry<T> {
  readonly value: T;
  /** What led away from `value`, in words. */
  readonly label: string;
}

const kKept = 200;

export const begin = <T>(now: T): History<T> => ({past: [], now, future: []});

export function advance<T>(h: History<T>, now: T, label: string): History<T> {
  return {past: [...h.past, {value: h.now, label}].slice(-kKept), now, future: []};
}

export function back<T>(h: History<T>): History<T> {
  const entry = h.past.at(-1);
  if (entry === undefined) return h;
  return {
    past: h.past.slice(0, -1),
    now: entry.value,
    future: [{value: h.now, label: entry.label}, ...h.future],
  };
}

export function forth<T>(h: History<T>): History<T> {
  const [entry, ...rest] = h.future;
  if (entry === undefined) return h;
  return {past: [...h.past, {value: h.now, label: entry.label}], now: entry.value, future: rest};
}
