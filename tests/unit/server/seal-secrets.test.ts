import { expect, test } from 'vitest'
import { createSealer, SealError } from '#server/seal-secrets.ts'

const KEY = 'a secret of the tests, longer than 32 characters'
const sealer = createSealer(KEY)

test('what is sealed can be opened by the same key only, and only in its place', () => {
  const sealed = sealer.seal('whsec_é', 'channels:secret:7')
  expect(createSealer(KEY).open(sealed, 'channels:secret:7')).toBe('whsec_é')
  expect(() => sealer.open(sealed, 'channels:secret:8')).toThrow(SealError)
  expect(() => createSealer(`${KEY}.`).open(sealed, 'channels:secret:7')).toThrow('another SECRET_KEY')
})

test('one changed character, a missing part or no seal at all is noticed', () => {
  const sealed = sealer.seal('secret', 'channels:secret:7')
  for (let i = 0; i < sealed.length; i++) {
    const changed = `${sealed.slice(0, i)}${sealed[i] === 'A' ? 'Q' : 'A'}${sealed.slice(i + 1)}`
    // The last character of a base64url text of these lengths has bits that stand for nothing.
    const isSame = changed.split('.').every((part, at) => decode(part) === decode(sealed.split('.')[at]!))
    if (!isSame) expect(() => sealer.open(changed, 'channels:secret:7')).toThrow(SealError)
  }
  expect(() => sealer.open('secret', 'channels:secret:7')).toThrow(SealError)
  expect(() => sealer.open(sealed.split('.').slice(0, 4).join('.'), 'channels:secret:7')).toThrow(SealError)
})

const decode = (part: string) => Buffer.from(part, 'base64url').toString('hex')

test('a text sealed twice looks different', () => {
  const place = 'channels:secret:7'
  expect(sealer.seal('secret', place)).not.toBe(sealer.seal('secret', place))
})
