/** A spreadsheet takes a cell for a formula that begins so, blanks aside. The apostrophes keep the guard reversible. */
const FORMULA = /^'*\s*[=+\-@\t\r]/

/**
 * One cell as RFC 4180 writes it. What a spreadsheet would run gets an apostrophe in front, which says "text";
 * `readCsvText` takes it off again.
 */
export function toCsvCell(value: string): string {
  const text = FORMULA.test(value) ? `'${value}` : value
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

/** The text that `toCsvCell` was given: an apostrophe before = + - @, tab or CR is no part of it. */
export function readCsvText(cell: string): string {
  return cell.startsWith("'") && FORMULA.test(cell.slice(1)) ? cell.slice(1) : cell
}
