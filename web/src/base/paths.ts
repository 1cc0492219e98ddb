/** Views of a case, in the order of the header. */
export const kCaseViews = ['case', 'roadmap', 'compare', 'window', 'stress', 'agreement', 'brief'] as const;
export type CaseView = (typeof kCaseViews)[number];

/** Views of a ledger, in the order of the header. */
export const kLedgerViews = ['now', 'due', 'board', 'disputes', 'history', 'outlook', 'record', 'verify'] as const;
export type LedgerView = (typeof kLedgerViews)[number];

/** Address of a view of a ledger: /ledgers/KEY, /ledgers/KEY/VIEW; of an entry: /ledgers/KEY/entry/NUMBER. */
export function ledgerPath(key: string, view: LedgerView, entry?: number): string {
  const base = `/ledgers/${encodeURIComponent(key)}`;
  if (entry !== undefined) return `${base}/entry/${entry}`;
  return view === 'now' ? base : `${base}/${view}`;
}

/** Address of a view: /cases/KEY, /cases/KEY/VIEW, /cases/KEY/VIEW/NAME. */
export function pathOf(key: string, view: CaseView, name?: string): string {
  const base = `/cases/${encodeURIComponent(key)}`;
  const tail = view === 'case' ? '' : `/${view}`;
  return name === undefined ? base + tail : `${base}${tail}/${encodeURIComponent(name)}`;
}
