import fc from 'fast-check'
import { expect, test } from 'vitest'
import { formatListParam, parseListParam } from '#shared/api/list-param.ts'

test('values are separated by commas; an empty one means that the label is not set', () => {
  expect(parseListParam('a,b')).toEqual(['a', 'b'])
  expect(parseListParam('')).toEqual([''])
  expect(parseListParam('a,')).toEqual(['a', ''])
})

test('any list survives being written and read', () => {
  const lists = fc.array(fc.string({ unit: fc.constantFrom('a', ',', '\\', '=', ' ') }), { minLength: 1 })
  fc.assert(
    fc.property(lists, (values) => {
      expect(parseListParam(formatListParam(values))).toEqual(values)
    }),
  )
})
