import { quoteJson } from '#server/quote-json.ts'

/** JSON with the keys of every object in order: the same text for the same content, however it was posted. */
export function canonicalJson(value: unknown): string {
  if (typeof value === 'number') return String(value) // JSON has no NaN and no infinity
  if (typeof value === 'string') return quoteJson(value)
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`
  let text = ''
  for (const key of Object.keys(value).sort())
    text += `${text === '' ? '' : ','}${quoteJson(key)}:${canonicalJson((value as Record<string, unknown>)[key])}`
  return `{${text}}`
}
