import { isObject } from '#shared/usage/count-reader.ts'
import { isInSnakeCase } from '#shared/usage/readers/gemini-names.ts'

/**
 * The usage at the end of a stream, from all that its events said: the last value of each field, because the counts
 * are cumulative and never to be added (ANT-09). Takes `{ events: [...] }` or a list, of events or of their usages;
 * anything else is given back as it is.
 */
export function usageOfStream(raw: unknown): unknown {
  const events = Array.isArray(raw) ? raw : isObject(raw) && Array.isArray(raw.events) ? raw.events : null
  if (!events) return raw
  const merged: Record<string, unknown> = {}
  for (const event of events) if (isObject(event)) mergeInto(merged, usageIn(event))
  return merged
}

/** Some wrap the usage of an event: `message` Anthropic, `response` OpenAI, `metadata` Bedrock, `delta` Cohere, `x_groq` Groq. */
function usageIn(event: Record<string, unknown>): Record<string, unknown> {
  for (const holder of [event, ...HOLDERS.map((name) => event[name])]) {
    if (!isObject(holder)) continue
    const usage = holder.usage ?? holder.usageMetadata ?? geminiUsage(holder.usage_metadata)
    if (isObject(usage)) return usage
  }
  return 'type' in event || 'usage' in event ? {} : event
}

/** Gemini's in Python. LangChain has a field of that name too, whose counts are to be added and so no stream's. */
const geminiUsage = (usage: unknown) => (isObject(usage) && isInSnakeCase(usage) ? usage : undefined)

const HOLDERS = ['message', 'response', 'metadata', 'delta', 'x_groq']

function mergeInto(target: Record<string, unknown>, update: Record<string, unknown>): void {
  for (const [name, value] of Object.entries(update)) {
    if (value === null || name === '__proto__') continue
    const known = Object.hasOwn(target, name) ? target[name] : undefined
    target[name] = isObject(known) && isObject(value) ? { ...known, ...value } : value
  }
}
