import fc from 'fast-check'
import { expect, test } from 'vitest'
import { cleanWord } from '#shared/usage/served-terms.ts'

test('a word is compared without case and blanks, whatever it is made of', () => {
  const word = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.constantFrom('default', ' Flex ', 'PRIORITY', '\u0130', '\u00a0x'),
  )
  fc.assert(
    fc.property(word, (text) => {
      expect(cleanWord(text)).toBe(text.trim().toLowerCase() || undefined)
    }),
    { numRuns: 2_000 },
  )
})
