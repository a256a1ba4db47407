import { expect, test } from 'vitest'
import type { Outgoing } from '#server/channels/outgoing.ts'
import { renderDiscord } from '#server/channels/render-discord.ts'
import { renderEmail } from '#server/channels/render-email.ts'
import { renderPagerDuty } from '#server/channels/render-pagerduty.ts'
import { renderSlack } from '#server/channels/render-slack.ts'
import { renderTeams } from '#server/channels/render-teams.ts'
import { renderWebhook } from '#server/channels/render-webhook.ts'

const HOSTILE =
  '<!channel> <script>alert(1)</script> [x](http://evil.example) @everyone & *b*\r\nBcc: a@b.example'

const message = (changes: Partial<Outgoing> = {}): Outgoing => ({
  id: 'msg_1_2',
  kind: 'fired',
  title: HOSTILE,
  text: HOSTILE,
  severity: 'critical',
  facts: [{ label: 'Owner', value: HOSTILE }],
  link: 'https://spend.example.com/budgets/3',
  subject: 'spendscope-7-1',
  items: [],
  type: 'alert.fired',
  data: {},
  at: new Date('2026-11-23T10:00:00Z'),
  ...changes,
})

test('what people have named is no mention, link or markup in Slack', () => {
  const { text, blocks } = JSON.parse(renderSlack(message()))
  const sections: string[] = blocks.slice(1, -1).map((block: { text: { text: string } }) => block.text.text)
  for (const written of [text, ...sections]) {
    expect(written).not.toMatch(/<(?!https:\/\/spend\.example\.com)/)
    expect(written).toContain('&lt;!channel&gt;')
    expect(written).toContain('&amp;')
  }
})

test('nor in Discord, Teams and e-mail', () => {
  const discord = JSON.parse(renderDiscord(message()))
  expect(discord.allowed_mentions).toEqual({ parse: [] })
  expect(discord.embeds[0].description).toContain('\\[x\\]\\(http')
  const [title, text] = JSON.parse(renderTeams(message())).attachments[0].content.body
  for (const { text: written } of [title, text]) expect(written).toContain('\\[x\\]\\(http')
  const email = renderEmail(message())
  expect(email.html).not.toContain('<script')
  expect(email.html).toContain('&lt;script&gt;')
  expect(email.subject).not.toMatch(/[\r\n]/)
})

test('a trigger and its resolve share a key in which nobody has written anything', () => {
  const trigger = JSON.parse(renderPagerDuty(message(), 'key'))
  const resolve = JSON.parse(renderPagerDuty(message({ kind: 'resolved' }), 'key'))
  expect(trigger).toMatchObject({
    event_action: 'trigger',
    payload: { severity: 'critical', source: 'spendscope' },
  })
  expect(resolve).toEqual({ event_action: 'resolve', routing_key: 'key', dedup_key: trigger.dedup_key })
  expect(trigger.dedup_key).toBe('spendscope-7-1')
})

test('no message is longer than its receiver takes, and none ends in half a character', () => {
  const long = '😀'.repeat(5_000)
  const items = Array.from({ length: 50 }, () => ({ title: 'x'.repeat(900), link: undefined }))
  const large = message({ title: long, text: long, items, facts: [] })
  const webhook = renderWebhook(message({ items }))
  expect(Buffer.byteLength(webhook)).toBeLessThanOrEqual(20_480)
  const { alerts, more } = JSON.parse(webhook).data
  expect([alerts.length > 0, alerts.length + more]).toEqual([true, 50])
  const slack = JSON.parse(renderSlack(large))
  expect(slack.blocks.length).toBeLessThanOrEqual(50)
  for (const { type, text } of slack.blocks) {
    expect(text.text.length).toBeLessThanOrEqual(type === 'header' ? 150 : 3_000)
    expect(text.text.isWellFormed()).toBe(true)
  }
  const [embed] = JSON.parse(renderDiscord(large)).embeds
  expect(embed.title.length + embed.description.length).toBeLessThanOrEqual(6_000)
  expect(JSON.parse(renderPagerDuty(large, 'key')).payload.summary.length).toBeLessThanOrEqual(1_024)
})
