import { type SQL, StringChunk, sql } from 'drizzle-orm'
import { quoteJson } from '#server/quote-json.ts'

/** Postgres types of columns by name, in the order of the statement. */
export type ColumnTypes = Record<string, string>

type Cell = string | number | bigint | boolean | object | null

/**
 * Rows as a table with the columns of `types`: one array a column, each as one text parameter, so that the text of the
 * statement is always the same and Postgres plans it once. Objects travel as JSON. Texts have no control characters.
 */
export function unnestRows(types: ColumnTypes, rows: readonly object[]): SQL {
  const columns = Object.entries(types).map(([name, type], i) => ({ name, type, text: `c${i}` }))
  // Flat chunks: Drizzle takes four times as long for as many nested ones, and there are a hundred columns a statement.
  const texts = columns.flatMap(({ name, text }, i) => [
    new StringChunk(i === 0 ? '' : ', '),
    toArrayLiteral(rows as Record<string, Cell>[], name),
    new StringChunk(`::text as ${text}`),
  ])
  const arrays = columns.map(({ text, type }) => `given.${text}::${type}[]`)
  const names = sql.raw(Object.keys(types).join(', '))
  // Hidden behind the offset, the arrays have no length for the planner: else it makes a plan for every few rows.
  return sql`(select rows.* from (select ${sql.join(texts)} offset 0) as given,
    unnest(${sql.raw(arrays.join(', '))}) as rows (${names}))`
}

/**
 * Postgres reads a quoted element as JSON writes a text, but for control characters: both escape quotes and
 * backslashes alike. https://www.postgresql.org/docs/current/arrays.html#ARRAYS-IO
 */
function toArrayLiteral(rows: readonly Record<string, Cell>[], name: string): string {
  let elements = ''
  for (const row of rows) elements += `${elements === '' ? '' : ','}${toElement(row[name]!)}`
  return `{${elements}}`
}

function toElement(cell: Cell): string {
  if (cell === null) return 'null'
  if (typeof cell === 'string') return quoteJson(cell)
  return typeof cell === 'object' ? quoteJson(JSON.stringify(cell)) : String(cell)
}
