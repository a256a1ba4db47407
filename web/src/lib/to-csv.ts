import { toCsvCell } from '#shared/csv/csv-cell.ts'

export type CsvValue = string | number | null

/** What is not known is an empty cell. Names that a spreadsheet would run as a formula are guarded. */
export const toCsv = (rows: readonly (readonly CsvValue[])[]) =>
  rows
    .map((row) => `${row.map((cell) => toCsvCell(cell === null ? '' : String(cell))).join(',')}\r\n`)
    .join('')
