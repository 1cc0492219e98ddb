/** Views of a case, in the order of the header. */
export const kCaseViews = ['case', 'roadmap', 'compare', 'window', 'stress', 'agreement', 'brief'] as const;
export type CaseView = (typeof kCaseViews)[number];

/** Address of a view: /cases/KEY, /cases/KEY/VIEW, /cases/KEY/VIEW/NAME. */
export function pathOf(key: string, view: CaseView, name?: string): string {
  const base = `/cases/${encodeURIComponent(key)}`;
  const tail = view === 'case' ? '' : `/${view}`;
  return name === undefined ? base + tail : `${base}${tail}/${encodeURIComponent(name)}`;
}
