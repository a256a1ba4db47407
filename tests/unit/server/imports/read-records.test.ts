import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readRecords } from '#server/imports/read-records.ts'
import { toCsvCell } from '#shared/csv/csv-cell.ts'

async function* inPieces(bytes: Buffer, size: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}

async function read(text: string | Buffer, quoted: boolean, size = 65_536) {
  const records: { line: number; end: number; text: string | undefined }[] = []
  for await (const { line, end, bytes } of readRecords(inPieces(Buffer.from(text), size), { quoted }))
    records.push({ line, end, text: bytes?.toString() })
  return records
}

test('lines keep their numbers; blank ones, line ends of Windows and the byte order mark are no part of them', async () => {
  expect(await read('\uFEFF{"a":1}\r\n\r\n  \n{"b":"ü"}\n{"c":3}', false)).toEqual([
    { line: 1, end: 12, text: '{"a":1}' },
    { line: 4, end: 28, text: '{"b":"ü"}' },
    { line: 5, end: 35, text: '{"c":3}' },
  ])
  expect(await read('', false)).toEqual([])
})

test('a row of CSV ends where its quoted cells have ended', async () => {
  expect(await read('a,b\r\n"x\r\ny","""\n"""\r\n5",7\n"",\n', true)).toEqual([
    { line: 1, end: 5, text: 'a,b' },
    { line: 2, end: 21, text: '"x\r\ny","""\n"""' },
    { line: 5, end: 26, text: '5",7' },
    { line: 6, end: 30, text: '"",' },
  ])
})

test('records are the same in whatever pieces the file arrives', async () => {
  const cell = fc.string({ unit: fc.constantFrom('a', '"', ',', '\n', '\r', 'é', '\u{1F600}', ' ') })
  const rows = fc.array(fc.array(cell.map(toCsvCell), { minLength: 2, maxLength: 3 }), { minLength: 1 })
  await fc.assert(
    fc.asyncProperty(rows, fc.integer({ min: 1, max: 9 }), async (cells, size) => {
      const text = cells.map((row) => `x,${row.join(',')}`).join('\r\n')
      const whole = await read(text, true)
      expect(whole.map((record) => record.text)).toHaveLength(cells.length)
      expect(await read(text, true, size)).toEqual(whole)
    }),
  )
})

test('a line longer than any event is passed over, and the next ones are read', async () => {
  const long = `"${'x'.repeat(3_000_000)}"`
  expect(await read(`1\n${long}\n3\n`, false)).toEqual([
    { line: 1, end: 2, text: '1' },
    { line: 2, end: long.length + 3, text: undefined },
    { line: 3, end: long.length + 5, text: '3' },
  ])
  expect((await read(long, false)).map(({ text }) => text)).toEqual([undefined])
})

test('a quote that is never closed stops the file instead of swallowing it', async () => {
  await expect(read(`a,b\n"${'x,y\n'.repeat(1_000_000)}`, true)).rejects.toThrow('line 2')
})
