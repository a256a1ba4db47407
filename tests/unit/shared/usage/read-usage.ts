import type { Usage } from '#shared/usage/classes.ts'
import { type NormalisedUsage, normaliseUsage, type UsageHint } from '#shared/usage/normalise.ts'

/** The classes that were used, with their quantities as text. */
export const used = (usage: Usage): Record<string, string> =>
  Object.fromEntries(
    Object.entries(usage).flatMap(([name, quantity]) => (quantity ? [[name, String(quantity)]] : [])),
  )

/** What `normaliseUsage` says, with nothing but the classes that were used. */
export function readUsage(raw: unknown, hint: UsageHint) {
  const result: NormalisedUsage = normaliseUsage(raw, hint)
  return result.ok ? { ok: true, dialect: result.dialect, usage: used(result.usage) } : result
}
