import { expect, test } from 'vitest'
import { programPaths } from '#server/paths.ts'
import { loadCatalogue } from '#server/prices/load-catalogue.ts'
import { priceEvent } from '#server/prices/price-event.ts'
import { EMPTY_PRICE_BOOK } from '#server/prices/rules-at.ts'
import { UsageEvent } from '#shared/api/usage-event.ts'
import { CLIENT_CALLS, type Client } from '../../../web/src/features/onboarding/client-calls.ts'
import { languagesOf, snippet } from '../../../web/src/features/onboarding/snippets.ts'

const ORIGIN = 'https://spend.example.com'
const KEY = 'ssk_key'
const AT = Date.parse('2026-10-01T12:00:00Z')
const catalogue = loadCatalogue(programPaths().catalogue)
const CLIENTS = Object.keys(CLIENT_CALLS) as Client[]
const WAYS = CLIENTS.flatMap((client) => languagesOf(client).map((language) => ({ client, language })))

test.each(WAYS)('$client in $language names this server and holds the key', ({ client, language }) => {
  const code = snippet(client, language, ORIGIN, KEY)!
  expect(code).toContain(`${ORIGIN}/v1/events`)
  expect(code).toContain(`Bearer ${KEY}`)
})

test('what curl posts is an event', () => {
  const body = /-d '(.*)'$/s.exec(snippet('any', 'curl', ORIGIN, KEY)!)![1]!
  expect(UsageEvent.safeParse(JSON.parse(body).events[0]).success).toBe(true)
})

/** What each client gives back, as far as its snippet reads it. */
const ANSWERS: Record<Client, Record<string, unknown>> = {
  any: { response: { model: 'gpt-5-mini', usage: { prompt_tokens: 3, completion_tokens: 4 } } },
  openai: { response: { model: 'gpt-5-mini', usage: { input_tokens: 3, output_tokens: 4 } } },
  anthropic: { response: { model: 'claude-haiku-4-5', usage: { input_tokens: 3, output_tokens: 4 } } },
  gemini: {
    response: {
      modelVersion: 'gemini-2.5-flash',
      usageMetadata: { promptTokenCount: 3, candidatesTokenCount: 4, totalTokenCount: 7 },
    },
  },
  'ai-sdk': {
    response: { modelId: 'gpt-5-mini' },
    usage: { inputTokens: 3, outputTokens: 4, totalTokens: 7 },
  },
  langchain: {
    message: {
      response_metadata: { model_name: 'gpt-5-mini' },
      usage_metadata: { input_tokens: 3, output_tokens: 4, total_tokens: 7 },
    },
  },
}

test.each(CLIENTS)('what %s posts in TypeScript is an event that has a price', async (client) => {
  const code = snippet(client, 'typescript', ORIGIN, KEY)!
  const report = code.slice(code.indexOf('await fetch'))
  const posts: { url: string; body: string }[] = []
  const fetch = async (url: string, { body }: { body: string }) => posts.push({ url, body })
  const known = { fetch, ...ANSWERS[client] }
  await new Function(...Object.keys(known), `return (async () => { ${report} })()`)(...Object.values(known))
  expect(posts[0]!.url).toBe(`${ORIGIN}/v1/events`)
  const event = UsageEvent.parse(JSON.parse(posts[0]!.body).events[0])
  expect(priceEvent(catalogue, EMPTY_PRICE_BOOK, event, AT)).toMatchObject({
    status: 'priced',
    usage: { input: 3, output: 4 },
  })
})
