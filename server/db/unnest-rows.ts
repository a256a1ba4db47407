import { type SQL, sql } from 'drizzle-orm'

/** Postgres types of columns by name, in the order of the statement. */
export type ColumnTypes = Record<string, string>

type Cell = string | number | bigint | boolean | object | null

/**
 * Rows as a table expression `unnest(...)`: one array a column, each as one text parameter, so that the text of the
 * statement is always the same and Postgres plans it once. Objects travel as JSON.
 */
export function unnestRows(types: ColumnTypes, rows: readonly object[]): SQL {
  const arrays = Object.entries(types).map(
    ([name, type]) => sql`${toArrayLiteral(rows as Record<string, Cell>[], name)}::text::${sql.raw(type)}[]`,
  )
  return sql`unnest(${sql.join(arrays, sql`, `)})`
}

/** https://www.postgresql.org/docs/current/arrays.html#ARRAYS-IO */
function toArrayLiteral(rows: readonly Record<string, Cell>[], name: string): string {
  let text = '{'
  for (const row of rows) text += `${text.length > 1 ? ',' : ''}${toElement(row[name]!)}`
  return `${text}}`
}

function toElement(cell: Cell): string {
  if (cell === null) return 'NULL'
  if (typeof cell === 'string') return quote(cell)
  if (typeof cell === 'object') return quote(JSON.stringify(cell))
  return String(cell)
}

const quote = (text: string) => `"${/["\\]/.test(text) ? text.replace(/["\\]/g, '\\$&') : text}"`
