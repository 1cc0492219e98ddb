import {daysBetween} from './days';
import {type DueDoc, type DueRow} from './types';

/** Its day is past, but it is begun or suspended: not late, and not ahead either. */
export const isPast = (doc: DueDoc, one: DueRow): boolean => one.reported !== 'late' && one.due !== null && daysBetween(one.due, doc.on) > 0;

/** What one party owes to another. */
export interface Owed {
  readonly late: number;
  readonly due: number;
}

export interface Owing {
  /** Who owes, and to whom; an empty name: the text names nobody. */
  readonly rows: readonly string[];
  readonly columns: readonly string[];
  readonly of: (by: string, to: string) => Owed | undefined;
}

/** To whom one of those who owe it owes it: what all owe to all, nobody owes to itself. */
function creditorsOf(by: string, to: readonly string[]): readonly string[] {
  const others = to.filter((id) => id !== by);
  return others.length > 0 ? others : to.length > 0 ? to : [''];
}

/** What is late, and what falls due, counted by who owes it to whom; what several owe is counted for each. */
export function owingIn(due: DueDoc): Owing {
  const cells = new Map<string, Owed>();
  const rows = new Set<string>();
  const columns = new Set<string>();
  for (const one of due.due) {
    const late = one.reported === 'late';
    for (const by of one.by.length === 0 ? [''] : one.by)
      for (const to of creditorsOf(by, one.for)) {
        const key = `${by} ${to}`;
        const had = cells.get(key) ?? {late: 0, due: 0};
        cells.set(key, {late: had.late + Number(late), due: had.due + Number(!late)});
        rows.add(by);
        columns.add(to);
      }
  }
  const inOrder = (names: Set<string>): readonly string[] => [...names].sort((a, b) => Number(a === '') - Number(b === ''));
  return {rows: inOrder(rows), columns: inOrder(columns), of: (by, to) => cells.get(`${by} ${to}`)};
}
