import { expect, test } from 'vitest'
import { hideSecrets } from '#server/channels/hide-secrets.ts'

const SLACK = 'https://hooks.slack.example/services/T0/B0/planted-slack-token'

test.each([
  ['the address', `POST ${SLACK} failed`, 'POST *** failed'],
  ['its path', 'Cannot POST /services/T0/B0/planted-slack-token', 'Cannot POST ***'],
  ['the end of it', 'no hook planted-slack-token', 'no hook ***'],
  ['another text', 'no such service', 'no such service'],
])('a receiver that says back %s shows no secret', (_what, text, shown) => {
  expect(hideSecrets(text, [SLACK, undefined])).toBe(shown)
})

test('a token in the query of an address is hidden, and so is a secret that is no address', () => {
  const teams = 'https://teams.example/workflows?sig=planted-signature&v=1'
  expect(hideSecrets('sig planted-signature is not valid', [teams])).toBe('sig *** is not valid')
  expect(hideSecrets('535 wrong password: planted%password', ['planted%password'])).toBe(
    '535 wrong password: ***',
  )
})

test('a password is hidden as it stands in an address and as it is meant, whatever characters it has', () => {
  expect(hideSecrets('who knows planted@mail?', ['planted%40mail'])).toBe('who knows ***?')
  expect(hideSecrets('who knows 100%planted?', ['100%planted'])).toBe('who knows ***?')
})
