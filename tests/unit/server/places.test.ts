import type { IncomingMessage } from 'node:http'
import { expect, test } from 'vitest'
import { createAllPlaces } from '#server/http/places.ts'
import { createMetrics } from '#server/metrics/create-metrics.ts'

const withHead = (headers: Record<string, string>) => ({ headers }) as unknown as IncomingMessage
const small = withHead({ 'content-length': '400' })
const mebibyte = { 'content-length': '1048576' }

/** How many of these find a place. */
function countPlaces(incoming: IncomingMessage) {
  const { ingest } = createAllPlaces(createMetrics())
  let places = 0
  for (; !ingest.whyFull(incoming); places++) ingest.take(incoming)
  return { places, reason: ingest.whyFull(incoming) }
}

test('small posts are bounded by their number, large ones by their bytes', () => {
  expect(countPlaces(small)).toEqual({ places: 512, reason: 'busy' })
  expect(countPlaces(withHead(mebibyte))).toEqual({ places: 16, reason: 'busy_bytes' })
})

test('a body counts as what it may become', () => {
  expect(countPlaces(withHead({ 'transfer-encoding': 'chunked' })).places).toBe(16)
  expect(countPlaces(withHead({ ...mebibyte, 'content-encoding': 'gzip' })).places).toBe(2)
  expect(countPlaces(withHead({ 'content-length': '99999999999' })).places).toBe(16)
})

test('a place that was given back is free, and other routes have places of their own', () => {
  const { ingest, other } = createAllPlaces(createMetrics())
  const givenBack = Array.from({ length: 512 }, () => ingest.take(small))
  expect(ingest.whyFull(small)).toBe('busy')
  expect(other.whyFull(small)).toBeUndefined()
  givenBack[0]!()
  expect(ingest.whyFull(small)).toBeUndefined()
})
