import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readCsvText, toCsvCell } from '#shared/csv/csv-cell.ts'

test.each([
  ['=1+1', "'=1+1"],
  ['+1', "'+1"],
  ['-1', "'-1"],
  ['@SUM(A1)', "'@SUM(A1)"],
  ['  =1', "'  =1"],
  ['\tx', "'\tx"],
  ['\rx', `"'\rx"`],
  ["'=1", "''=1"],
  ['=cmd|"/c calc"!A1', `"'=cmd|""/c calc""!A1"`],
  ['a=1', 'a=1'],
  ["'quoted'", "'quoted'"],
  ['a,b', '"a,b"'],
  ['a\nb', '"a\nb"'],
  ['', ''],
])('%j is written as %j', (value, cell) => {
  expect(toCsvCell(value)).toBe(cell)
})

test('no cell begins like a formula, and every text comes back as it was', () => {
  const texts = fc.string({
    unit: fc.constantFrom('=', '+', '-', '@', "'", '\t', '\r', '\n', ' ', '"', ',', 'a'),
  })
  fc.assert(
    fc.property(fc.array(texts, { minLength: 2 }), (row) => {
      const [cells] = parse(row.map(toCsvCell).join(','), { record_delimiter: '\r\n' }) as string[][]
      for (const cell of cells!) expect(cell.trimStart()).not.toMatch(/^[=+\-@]/)
      for (const cell of cells!) expect(cell).not.toMatch(/^[\t\r]/)
      expect(cells!.map(readCsvText)).toEqual(row)
    }),
    { numRuns: 2_000 },
  )
})
