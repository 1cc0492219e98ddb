import {type Cell} from '../base/csv';

export interface Column<Row> {
  readonly id: string;
  readonly title: string;
  /** What sorts, is exported, and is shown unless `text` or the table's `cell` snippet says otherwise. */
  readonly value: (row: Row) => Cell;
  readonly text?: (row: Row) => string;
  /** Set at the end and in tabular figures. */
  readonly numeric?: boolean;
  /** English from the server, whatever the language of the page. */
  readonly english?: boolean;
  /** Left out of the table but not of exports. */
  readonly exportOnly?: boolean;
  readonly unsorted?: boolean;
}

export interface Sorting {
  readonly by: string;
  readonly down: boolean;
}

export function sorted<Row>(rows: readonly Row[], columns: readonly Column<Row>[], sorting: Sorting | undefined): readonly Row[] {
  const column = columns.find((c) => c.id === sorting?.by);
  if (column === undefined || sorting === undefined) return rows;
  const sign = sorting.down ? -1 : 1;
  return [...rows].sort((a, b) => {
    const x = column.value(a);
    const y = column.value(b);
    const xNone = x === null || x === undefined;
    const yNone = y === null || y === undefined;
    if (xNone || yNone) return Number(xNone) - Number(yNone); // unknown stays last either way
    if (typeof x === 'number' && typeof y === 'number') return sign * (x - y);
    return sign * String(x).localeCompare(String(y), undefined, {numeric: true});
  });
}
