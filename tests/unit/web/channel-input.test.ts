import { expect, test } from 'vitest'
import { CHANNEL_KINDS } from '#shared/api/channel-kinds.ts'
import { CreateChannel, UpdateChannel } from '#shared/api/channels.ts'
import { changeOf, newChannel } from '#web/src/features/channels/channel-input.ts'

const TARGETS = {
  webhook: 'https://hooks.example.com/spend',
  slack: 'https://hooks.slack.example/services/T/B/x',
  email: 'ada@example.com; team@example.com',
  pagerduty: 'a'.repeat(32),
  teams: 'https://teams.example/hook',
  discord: 'https://discord.example/hook',
}

test.each(CHANNEL_KINDS)('what the form asks for is what the server takes for %s', (kind) => {
  const texts = { kind, name: 'on call', isDefault: true, target: TARGETS[kind] }
  expect(CreateChannel.safeParse(newChannel(texts)).error).toBeUndefined()
  expect(UpdateChannel.safeParse(changeOf(texts)).error).toBeUndefined()
})

test('several recipients are told apart', () => {
  const made = newChannel({ kind: 'email', name: 'all', isDefault: true, target: TARGETS.email })
  expect(made).toMatchObject({ recipients: ['ada@example.com', 'team@example.com'] })
})

test('a secret that is left empty stays', () => {
  expect(changeOf({ kind: 'slack', name: 'spend', isDefault: false, target: '' })).toEqual({
    name: 'spend',
    isDefault: false,
  })
})
