import { Validator } from '@seriousme/openapi-schema-validator'
import { beforeAll, expect, test } from 'vitest'
import { createApp } from '#server/http/app.ts'
import type { ApiDescription } from '#server/http/openapi/describe-api.ts'
import { OPERATIONS } from '#server/http/openapi/operations.ts'
import { createAllPlaces } from '#server/http/places.ts'
import { createMetrics } from '#server/metrics/create-metrics.ts'
import { send, startTestApplication, type TestApplication } from '#tests/support/test-application.ts'

let app: TestApplication
let description: ApiDescription
beforeAll(async () => {
  app = await startTestApplication()
  description = (await send<ApiDescription>(app, '/openapi.json')).body
})

const operationsOf = ({ paths }: ApiDescription) =>
  Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      name: `${method.toUpperCase()} ${path}`,
      operation,
    })),
  )

test('the document is valid OpenAPI 3.1', async () => {
  const result = await new Validator().validate({ ...description })
  expect(result).toMatchObject({ valid: true })
  expect(description.openapi).toBe('3.1.0')
})

test('every route of the API stands in it with a sentence, and nothing that is gone', () => {
  const metrics = createMetrics()
  const { routes } = createApp({ ...app.ctx, metrics }, 'no-web-app', createAllPlaces(metrics))
  const expected = routes
    .filter(({ method, path }) => method !== 'ALL' && /^\/v1\/(?!auth\/)/.test(path))
    .map(({ method, path }) => `${method} ${path.replace(/:(\w+)/g, '{$1}').replace(/(.)\/$/, '$1')}`)
  const described = operationsOf(description).map(({ name }) => name)
  expect(described.length).toBeGreaterThan(50)
  expect(described.sort()).toEqual([...new Set(expected)].sort())
  expect(Object.keys(OPERATIONS).sort()).toEqual(described)
})

test('parameters and bodies are those that the routes check', () => {
  const find = (wanted: string) => operationsOf(description).find(({ name }) => name === wanted)!.operation
  const by = find('GET /v1/spend/by').parameters!
  expect(by.find(({ name }) => name === 'limit')).toMatchObject({ in: 'query', required: false })
  expect(by.find(({ name }) => name === 'compare')!.schema).toMatchObject({ enum: ['previous', 'none'] })
  const path = find('DELETE /v1/projects/{id}/tags/{key}').parameters!
  expect(path.map(({ name, in: place, required }) => [name, place, required])).toEqual([
    ['id', 'path', true],
    ['key', 'path', true],
  ])
  const body = find('POST /v1/projects').requestBody!.content['application/json']!.schema
  expect(body).toMatchObject({ type: 'object', required: ['name'] })
  expect(description.components.schemas.UsageEvent!.required).toEqual(
    expect.arrayContaining(['provider', 'model']),
  )
})

test('every operation tells of errors as problem+json, and that shape is what an error really has', async () => {
  for (const { name, operation } of operationsOf(description)) {
    expect([name, operation.responses['4XX']]).toEqual([
      name,
      expect.objectContaining({ content: { 'application/problem+json': expect.anything() } }),
    ])
  }
  const { headers, body } = await send(app, '/v1/spend/by?limit=x')
  expect(headers.get('content-type')).toBe('application/problem+json')
  const { properties, required } = description.components.schemas.Problem!
  expect(Object.keys(properties!)).toEqual(expect.arrayContaining(Object.keys(body)))
  expect(Object.keys(body)).toEqual(expect.arrayContaining(required!))
})

test('the page of the API needs no script and nothing from elsewhere', async () => {
  const { status, headers, body } = await send<string>(app, '/docs')
  expect(status).toBe(200)
  expect(headers.get('content-security-policy')).toMatch(/^default-src 'none'; style-src 'sha256-[^']+';/)
  expect(body).not.toMatch(/<script|https?:\/\//)
  for (const { operation } of operationsOf(description))
    expect(body).toContain(`id="${operation.operationId}"`)
})
