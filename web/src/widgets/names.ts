/** What tells parties apart beside colour: a mark and a dash for lines. */
export const kMarks = ['\u25cf', '\u25a0', '\u25b2', '\u25c6', '\u25bc', '\u2605', '\u2b22', '\u271a'] as const;
export const kDashes = ['', '7 3', '2 3', '9 3 2 3', '4 2', '12 3', '1 3', '7 2 2 2 2 2'] as const;

const kStyles = 8;

/** Class that sets --party, by the party's place in the case. */
export const partyClass = (index: number): string => `party-${Math.max(0, index) % kStyles}`;
export const partyMark = (index: number): string => kMarks[Math.max(0, index) % kStyles] ?? kMarks[0];
export const partyDash = (index: number): string => kDashes[Math.max(0, index) % kStyles] ?? '';

/** A short name for bars and axes: an id as it is if it is a code, else capitalised. */
export const shortName = (id: string): string =>
  id.length <= 4 ? id.toUpperCase() : id.charAt(0).toUpperCase() + id.slice(1).replaceAll('-', ' ');

let next = 0;
/** An id for the document, unlike all others. */
export const uid = (prefix: string): string => `${prefix}-${++next}`;
