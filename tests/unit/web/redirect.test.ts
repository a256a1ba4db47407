import { expect, test } from 'vitest'
import { safeRedirect } from '#web/src/lib/redirect.ts'

test.each([
  ['/?range=7d', '/?range=7d'],
  ['/api-keys', '/api-keys'],
  [undefined, '/'],
  ['https://evil.example', '/'],
  ['//evil.example', '/'],
  ['/\\evil.example', '/'],
  ['/\t/evil.example', '/'],
])('after signing in %s leads to %s', (target, expected) => {
  expect(safeRedirect(target)).toBe(expected)
})
