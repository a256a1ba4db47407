import { expect, test } from 'vitest'
import { UsageEvent } from '#shared/api/usage-event.ts'
import { CLIENTS, languagesOf, snippet } from '../../../web/src/features/onboarding/snippets.ts'

const ORIGIN = 'https://spend.example.com'
const KEY = 'ssk_key'
const WAYS = CLIENTS.flatMap((client) => languagesOf(client).map((language) => ({ client, language })))

test.each(WAYS)('$client in $language names this server and holds the key', ({ client, language }) => {
  const code = snippet(client, language, ORIGIN, KEY)!
  expect(code).toContain(`${ORIGIN}/v1/events`)
  expect(code).toContain(`Bearer ${KEY}`)
})

test('what curl posts is an event', () => {
  const body = /-d '(.*)'$/s.exec(snippet('http', 'curl', ORIGIN, KEY)!)![1]!
  expect(UsageEvent.safeParse(JSON.parse(body).events[0]).success).toBe(true)
})

test.each(CLIENTS)('what %s posts in TypeScript is an event', async (client) => {
  const code = snippet(client, 'typescript', ORIGIN, KEY)!
  const report = code.slice(code.indexOf('await fetch'))
  const posts: { url: string; body: string }[] = []
  const fetch = async (url: string, { body }: { body: string }) => posts.push({ url, body })
  const response = { model: 'gpt-5-mini', usage: { input_tokens: 3, output_tokens: 4 } }
  await new Function('fetch', 'response', `return (async () => { ${report} })()`)(fetch, response)
  expect(posts[0]!.url).toBe(`${ORIGIN}/v1/events`)
  expect(UsageEvent.safeParse(JSON.parse(posts[0]!.body).events[0]).success).toBe(true)
})
