export type Cell = string | number | boolean | null | undefined;

function field(value: Cell): string {
  const text = value === null || value === undefined ? '' : String(value);
  // A spreadsheet would run text that opens like a formula; numbers keep their sign.
  const safe = typeof value === 'string' && /^[=+@\t\r-]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** RFC 4180. */
export const csv = (rows: readonly (readonly Cell[])[]): string =>
  rows.map((row) => row.map(field).join(',') + '\r\n').join('');
