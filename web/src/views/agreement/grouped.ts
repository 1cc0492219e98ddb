/** Rows by what they have in common, in the order in which they come. */
export function grouped<Row, Key>(rows: readonly Row[], keyOf: (row: Row) => Key): ReadonlyMap<Key, readonly Row[]> {
  const made = new Map<Key, Row[]>();
  for (const row of rows) {
    const key = keyOf(row);
    const found = made.get(key);
    if (found === undefined) made.set(key, [row]);
    else found.push(row);
  }
  return made;
}
