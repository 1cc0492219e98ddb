import {router, setQuery} from './router.svelte';

/** A day as an address may have it; what is none is left out. */
const dayIn = (name: string): string | undefined => {
  const text = router.query.get(name) ?? '';
  return /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(`${text}T00:00:00Z`)) ? text : undefined;
};

// Values of their own: what reads a day is not asked again for every other change of the address.
const on = $derived(dayIn('on'));
const known = $derived(dayIn('known'));

/** The two dates of a view of a ledger, as the address has them; undefined: today, and all that is known. */
export const asOf = {
  get on(): string | undefined {
    return on;
  },
  get known(): string | undefined {
    return known;
  },
  /** What an address is to end with so that another view is of the same days. */
  query(more: Readonly<Record<string, string | number | undefined>> = {}): string {
    const all = Object.entries({on, known, ...more}).flatMap(([name, value]) =>
      value === undefined || value === '' ? [] : [`${name}=${encodeURIComponent(String(value))}`],
    );
    return all.length === 0 ? '' : `?${all.join('&')}`;
  },
  set(toOn: string | undefined, toKnown: string | undefined): void {
    setQuery({on: toOn, known: toKnown});
  },
};
