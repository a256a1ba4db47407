import type { RouterRoute } from 'hono/types'
import type { z } from 'zod'
import { VERSION } from '#server/version.ts'
import { UsageEvent } from '#shared/api/usage-event.ts'
import { CHECKED, type Checked } from '../validate.ts'
import { ANSWER_SCHEMAS, describeAnswers, PROBLEM_SCHEMAS } from './describe-answers.ts'
import { type JsonSchema, toJsonSchema } from './json-schema.ts'
import { OPERATIONS, type Operation } from './operations.ts'

type Content = Record<string, { schema: JsonSchema }>

export interface ApiOperation {
  operationId: string
  tags: string[]
  summary: string
  security: Record<string, string[]>[]
  parameters?: { name: string; in: 'query' | 'path'; required: boolean; schema: JsonSchema }[]
  requestBody?: { required: true; content: Content }
  responses: Record<string, object>
}

export interface ApiDescription {
  openapi: '3.1.0'
  info: { title: string; version: string; description: string; license: { name: string; identifier: string } }
  servers: { url: string }[]
  tags: { name: string }[]
  paths: Record<string, Record<string, ApiOperation>>
  components: { securitySchemes: object; schemas: Record<string, JsonSchema> }
}

const DESCRIPTION =
  'Amounts are decimal strings in USD, times are RFC 3339 in UTC, ids are strings. Every error is ' +
  'application/problem+json with a stable `code`. Keys with the scope `ingest` send events, keys with the scope ' +
  '`read` read; people use the same routes with the cookie of their session.'

/** The routes of sessions belong to a library: only what a script needs is described. */
const SESSION = '/v1/auth/'

/** The OpenAPI 3.1 document of all routes, from the checks that they make themselves. */
export function describeApi(routes: readonly RouterRoute[]): ApiDescription {
  const checks = new Map<string, Checked[]>()
  for (const { method, path, handler } of routes) {
    if (method === 'ALL' || path.startsWith(SESSION)) continue
    const name = `${method} ${path.replace(/:(\w+)/g, '{$1}').replace(/(.)\/$/, '$1')}`
    const { [CHECKED]: checked } = handler as { [CHECKED]?: Checked }
    checks.set(name, [...(checks.get(name) ?? []), ...(checked ? [checked] : [])])
  }
  const paths: ApiDescription['paths'] = {}
  for (const [name, checked] of checks) {
    const [method = '', path = ''] = name.split(' ')
    paths[path] = { ...paths[path], [method.toLowerCase()]: describeOperation(method, path, checked) }
  }
  const tags = new Set(
    Object.values(paths).flatMap((path) => Object.values(path).flatMap(({ tags }) => tags)),
  )
  return {
    openapi: '3.1.0',
    info: {
      title: 'Spendscope',
      version: VERSION,
      description: DESCRIPTION,
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: '/' }],
    tags: [...tags].map((name) => ({ name })),
    paths,
    components: {
      securitySchemes: {
        key: { type: 'http', scheme: 'bearer', description: 'An API key: `Authorization: Bearer ssk_...`' },
        session: { type: 'apiKey', in: 'cookie', name: 'spendscope.session_token' },
      },
      schemas: { ...ANSWER_SCHEMAS, ...PROBLEM_SCHEMAS, UsageEvent: toJsonSchema(UsageEvent) },
    },
  }
}

function describeOperation(method: string, path: string, checked: readonly Checked[]): ApiOperation {
  const known = OPERATIONS[`${method} ${path}`]
  const operation: Operation = known ?? { summary: `${method} ${path}`, access: 'viewer' }
  const find = (target: Checked['target']) => checked.filter((check) => check.target === target)
  const parameters = [
    ...find('param').flatMap(({ schema }) => parametersOf('path', schema)),
    ...find('query').flatMap(({ schema }) => parametersOf('query', schema)),
  ]
  const body = bodyOf(`${method} ${path}`, find('json')[0]?.schema)
  return {
    operationId: operationId(method, path),
    tags: [path.split('/')[2] ?? ''],
    summary: operation.summary,
    security: securityOf(operation),
    ...(parameters.length > 0 && { parameters }),
    ...(body && { requestBody: { required: true, content: body } }),
    responses: describeAnswers(`${method} ${path}`, operation),
  }
}

/** `GET /v1/spend/over-time` -> `getSpendOverTime`. */
function operationId(method: string, path: string): string {
  const words = path.slice('/v1/'.length).split(/[^A-Za-z0-9]+/)
  const capital = (word: string) => word.charAt(0).toUpperCase() + word.slice(1)
  return method.toLowerCase() + words.map(capital).join('')
}

function securityOf({ access }: Operation): ApiOperation['security'] {
  switch (access) {
    case 'anybody':
      return []
    case 'ingest':
      return [{ key: [] }]
    case 'read':
    case 'write':
      return [{ key: [] }, { session: [] }]
    case 'viewer':
    case 'editor':
    case 'admin':
      return [{ session: [] }]
    default:
      return access satisfies never
  }
}

function parametersOf(place: 'query' | 'path', schema: z.ZodType) {
  const { properties = {}, required = [] } = toJsonSchema(schema)
  return Object.entries(properties).map(([name, own]) => ({
    name,
    in: place,
    required: place === 'path' || required.includes(name),
    schema: own,
  }))
}

const EVENT = { $ref: '#/components/schemas/UsageEvent' }

function bodyOf(name: string, schema: z.ZodType | undefined): Content | undefined {
  // Its body is read piece by piece, past any check of a whole.
  if (name === 'POST /v1/events')
    return {
      'application/json': {
        schema: {
          anyOf: [
            EVENT,
            { type: 'array', items: EVENT },
            { type: 'object', properties: { events: { type: 'array', items: EVENT } }, required: ['events'] },
          ],
        },
      },
      'application/x-ndjson': { schema: { type: 'string', description: 'One event a line' } },
    }
  return schema && { 'application/json': { schema: toJsonSchema(schema) } }
}
