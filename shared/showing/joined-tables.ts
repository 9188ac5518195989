/** A cell as it is written, with its quotes. */
type RawRow = readonly string[];

/** A cell of our own CSV: in quotes, where two stand for one, or bare; then what ends it. */
const rawCell = /("(?:[^"]|"")*"|[^",\r\n]*)(,|\r\n|$)/gy;

/** The rows of a CSV as `showing` writes it, each cell left as it is written. */
function rawRows(csv: string): RawRow[] {
  const rows: string[][] = [];
  let row: string[] = [];
  let end = 0;
  while (end < csv.length) {
    rawCell.lastIndex = end;
    const found = rawCell.exec(csv);
    if (found === null) throw new RangeError('no table as Jalon writes it');
    end = rawCell.lastIndex;
    row.push(found[1] ?? '');
    if (found[2] === ',' && end < csv.length) continue;
    rows.push(row);
    row = [];
  }
  return rows;
}

/** Columns of all tables, each once: one that a table alone has stands behind its neighbour there. */
function joinedNames(tables: readonly RawRow[]): string[] {
  const names: string[] = [];
  for (const table of tables) {
    let place = 0;
    for (const name of table) {
      const known = names.indexOf(name);
      if (known < 0) names.splice(place, 0, name);
      place = (known < 0 ? place : known) + 1;
    }
  }
  return names;
}

/**
 * Several tables with names of columns in their first row, as one: a cell stays as it is written, and is empty where its table
 * has no such column. A table of another version, or in other languages, keeps what it has.
 */
export function joinedTables(tables: readonly string[]): string {
  const read = tables.map((csv) => {
    const [head = [], ...rows] = rawRows(csv);
    return { head, rows };
  });
  const names = joinedNames(read.map(({ head }) => head));
  const lines = read.flatMap(({ head, rows }) => {
    const places = names.map((name) => head.indexOf(name));
    return rows.map((row) => places.map((place) => row[place] ?? '').join(','));
  });
  return [names.join(','), ...lines].map((line) => `${line}\r\n`).join('');
}
