import { readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import fc from 'fast-check'

/** A request to `POST /v1/events`, right or wrong. */
export interface ArbitraryPost {
  /** For the report of a failure. */
  form: string
  body: string | Uint8Array
  headers: Record<string, string>
  /** How many items it has, where that is known. */
  items?: number
}

const usages: { provider: string; model: string; usage: object }[] = JSON.parse(
  readFileSync(new URL('../fixtures/usage/provider-usages.json', import.meta.url), 'utf8'),
)

/** Values that have broken servers. */
const oddValue: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown>(null, true, '', ' ', '\0', '\ud800', 'a\udfffb', '\u202e', '\x7f', '__proto__'),
  fc.constantFrom<unknown>('NaN', 'Infinity', '-1', '1e400', 'infinity', 'now', '2026-02-30T00:00:00Z'),
  fc.constantFrom<unknown>(-1, -0, 0.5, 5e-324, 1e-7, 1e12, 1e12 + 1, 2 ** 53, 1e21, 1e308, 2_147_483_648),
  fc.constantFrom<unknown>('x'.repeat(300), 'é'.repeat(9_000), 'x'.repeat(40_000), nested(15), nested(40)),
  fc.string(),
  fc.string({ unit: 'binary' }),
  fc.array(fc.nat({ max: 0xffff })).map((units) => String.fromCharCode(...units)),
  fc.double(),
  fc.jsonValue(),
)

function nested(depth: number): unknown {
  return depth === 0 ? 1 : { a: [nested(depth - 1)] }
}

const label = fc.constantFrom('alpha', 'beta', 'gamma', 'délta')

const validEvent = fc
  .record({
    id: fc.uuid(),
    secondsAgo: fc.oneof(fc.nat({ max: 3_600 }), fc.integer({ min: -600, max: 370 * 86_400 })),
    call: fc.constantFrom(...usages),
    labels: fc.record({ feature: label, team: label, userId: label }, { requiredKeys: [] }),
    rest: fc.record(
      {
        latencyMs: fc.nat({ max: 1e6 }),
        status: fc.constantFrom('ok', 'error'),
        quality: fc.double({ min: 0, max: 1, noNaN: true }),
        costUsd: fc.double({ min: 0, max: 1e6, noNaN: true }),
        tags: fc.dictionary(fc.stringMatching(/^[a-z]{1,9}$/), label, { maxKeys: 4 }),
      },
      { requiredKeys: [] },
    ),
  })
  .map(({ id, secondsAgo, call, labels, rest }) => {
    const timestamp = new Date(Date.now() - secondsAgo * 1_000).toISOString()
    const { provider, model, usage } = call
    return { id, timestamp, provider, model, usage, ...labels, ...rest } as Record<string, unknown>
  })

interface Mutation {
  pick: number
  deep: boolean
  how: 'set' | 'delete' | 'add'
  name: string
  value: unknown
}

const mutation: fc.Arbitrary<Mutation> = fc.record({
  pick: fc.nat({ max: 99 }),
  deep: fc.boolean(),
  how: fc.constantFrom('set', 'set', 'delete', 'add'),
  name: fc.oneof(
    fc.string(),
    fc.constantFrom('__proto__', 'constructor', 'toString', 'a/b~c', 'k'.repeat(20_000)),
  ),
  value: oddValue,
})

/** Changes one place of an event, or of an object in it. */
function mutate(event: Record<string, unknown>, { pick, deep, how, name, value }: Mutation) {
  const keys = Object.keys(event)
  const key = keys[pick % Math.max(keys.length, 1)] ?? 'model'
  const entries = new Map(Object.entries(event))
  const inner = event[key]
  if (deep && typeof inner === 'object' && inner !== null && !Array.isArray(inner))
    entries.set(key, mutate(inner as Record<string, unknown>, { pick, deep, how, name, value }))
  else if (how === 'delete') entries.delete(key)
  else entries.set(how === 'add' ? name : key, value)
  return Object.fromEntries(entries)
}

/** An event, most often with something wrong in it. */
export const arbitraryEvent: fc.Arbitrary<Record<string, unknown>> = fc
  .tuple(validEvent, fc.oneof(fc.constant([]), fc.array(mutation, { maxLength: 3 })))
  .map(([valid, mutations]) => mutations.reduce(mutate, valid))

const item = fc.oneof({ arbitrary: arbitraryEvent, weight: 9 }, { arbitrary: oddValue, weight: 1 })
/** A repeat in the same post is a duplicate, a changed repeat a conflict. */
const items = fc
  .tuple(fc.array(item, { minLength: 1, maxLength: 8 }), fc.nat({ max: 3 }))
  .map(([list, repeats]) => [...list, ...list.slice(0, repeats)])

const JSON_TYPE = { 'content-type': 'application/json' }
const NDJSON_TYPE = { 'content-type': 'application/x-ndjson' }

const wellFormed: fc.Arbitrary<ArbitraryPost> = fc.oneof(
  items.map((list) => ({
    form: 'envelope',
    body: toJson({ events: list }),
    headers: JSON_TYPE,
    items: list.length,
  })),
  items.map((list) => ({ form: 'array', body: toJson(list), headers: JSON_TYPE, items: list.length })),
  arbitraryEvent.map((one) => ({ form: 'event', body: toJson(one), headers: JSON_TYPE })),
  items.map((list) => ({
    form: 'ndjson',
    body: list.map(toJson).join('\n'),
    headers: NDJSON_TYPE,
    items: list.length,
  })),
)

/** Numbers that are not finite become null, as in every JSON writer. */
function toJson(value: unknown): string {
  return JSON.stringify(value) ?? 'null'
}

const zipped = wellFormed.map((post) => ({
  ...post,
  form: `${post.form}, gzip`,
  body: gzipSync(post.body),
  headers: { ...post.headers, 'content-encoding': 'gzip' },
}))

/** A few bytes of a good post are others. */
const damaged = fc
  .tuple(
    fc.oneof(wellFormed, zipped),
    fc.array(fc.tuple(fc.nat(), fc.nat({ max: 255 })), { minLength: 1, maxLength: 5 }),
  )
  .map(([{ form, body, headers }, changes]): ArbitraryPost => {
    const bytes = Buffer.from(body as Uint8Array)
    for (const [at, byte] of changes) bytes[at % bytes.length] = byte
    return { form: `${form}, damaged`, body: bytes, headers }
  })

const cut = fc
  .tuple(fc.oneof(wellFormed, zipped), fc.double({ min: 0, max: 1, noNaN: true }))
  .map(([{ form, body, headers }, share]): ArbitraryPost => {
    const bytes = Buffer.from(body as Uint8Array)
    return { form: `${form}, cut`, body: bytes.subarray(0, Math.floor(bytes.length * share)), headers }
  })

const headerValue = fc.oneof(
  fc.stringMatching(/^[\x21-\x7e]{1,40}$/),
  fc.constantFrom(
    'text/plain',
    'application/json;charset=utf-16',
    'gzip, gzip',
    'br',
    'Bearer x',
    'a'.repeat(4_000),
  ),
)
const oddHeaders = fc.dictionary(
  fc.constantFrom(
    'content-type',
    'content-encoding',
    'authorization',
    'x-request-id',
    'prefer',
    'accept',
    'origin',
  ),
  headerValue,
  { minKeys: 1, maxKeys: 3 },
)

/** Posts of every kind, from good ones to noise. */
export const arbitraryPost: fc.Arbitrary<ArbitraryPost> = fc.oneof(
  { arbitrary: wellFormed, weight: 8 },
  { arbitrary: zipped, weight: 2 },
  { arbitrary: damaged, weight: 3 },
  { arbitrary: cut, weight: 1 },
  {
    arbitrary: fc.tuple(wellFormed, oddHeaders).map(([{ form, body, headers }, odd]) => ({
      form: `${form}, odd headers`,
      body,
      headers: { ...headers, ...odd },
    })),
    weight: 2,
  },
  { arbitrary: fc.json().map((body) => ({ form: 'any JSON', body, headers: JSON_TYPE })), weight: 2 },
  {
    arbitrary: fc.string({ unit: 'binary' }).map((body) => ({ form: 'any text', body, headers: JSON_TYPE })),
    weight: 1,
  },
  {
    arbitrary: fc
      .uint8Array({ maxLength: 500 })
      .map((body) => ({ form: 'any bytes', body, headers: JSON_TYPE })),
    weight: 1,
  },
)
