import type { RawUsage } from '#shared/usage/count-reader.ts'

/** Gemini's Python libraries write `prompt_token_count` where the API says `promptTokenCount`. */
export const isInSnakeCase = (raw: RawUsage): boolean =>
  raw.prompt_token_count !== undefined || raw.total_token_count !== undefined

/** The same object with the names of the API. */
export const withApiNames = (raw: RawUsage): RawUsage => inCamelCase(raw) as RawUsage

function inCamelCase(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inCamelCase)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [camelCase(name), inCamelCase(item)]))
}

const camelCase = (name: string) => name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase())
