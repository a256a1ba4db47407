import { type SQL, sql } from 'drizzle-orm'

/** Postgres types of columns by name, in the order of the statement. */
export type ColumnTypes = Record<string, string>

type Cell = string | number | bigint | boolean | object | null

/**
 * Rows as a table expression `unnest(...)`: one array a column, each as one text parameter, so that the text of the
 * statement is always the same and Postgres plans it once. Objects travel as JSON. Texts have no control characters.
 */
export function unnestRows(types: ColumnTypes, rows: readonly object[]): SQL {
  const arrays = Object.entries(types).map(
    ([name, type]) => sql`${toArrayLiteral(rows as Record<string, Cell>[], name)}::text::${sql.raw(type)}[]`,
  )
  return sql`unnest(${sql.join(arrays, sql`, `)})`
}

/**
 * JSON writes an array as Postgres reads one, but for the brackets: it escapes quotes and backslashes alike, and
 * only control characters otherwise. https://www.postgresql.org/docs/current/arrays.html#ARRAYS-IO
 */
function toArrayLiteral(rows: readonly Record<string, Cell>[], name: string): string {
  return `{${JSON.stringify(rows.map((row) => toElement(row[name]!))).slice(1, -1)}}`
}

function toElement(cell: Cell): string | number | boolean | null {
  if (typeof cell === 'bigint') return String(cell)
  return typeof cell === 'object' && cell !== null ? JSON.stringify(cell) : cell
}
