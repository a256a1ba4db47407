import { isUsageClass, type Usage, type UsageClass } from '#shared/usage/classes.ts'
import { isObject, type UsageFields } from '#shared/usage/usage-fields.ts'

/** Classes that may be fractions; all others are counted in whole units (INV-04). */
const DURATIONS: ReadonlySet<UsageClass> = new Set<UsageClass>(['audioSeconds'])

/** Spendscope's own shape: disjoint usage classes by name. A name that is no class is a problem, not ignored. */
export function readSpendscope(fields: UsageFields, raw: unknown): Usage {
  const usage: Usage = {}
  for (const [name, value] of Object.entries(isObject(raw) ? raw : {})) {
    if (!isUsageClass(name)) {
      fields.reject('unknown_usage_class', [name], `${JSON.stringify(name)} is not a usage class`)
      continue
    }
    const quantity = DURATIONS.has(name)
      ? readDuration(fields, name, value)
      : fields.optional(name).toString()
    if (!/^[0.]*$/.test(quantity)) usage[name] = quantity
  }
  return usage
}

/** A duration is a decimal string, or a number whose shortest decimal is what the caller wrote (AUD-06). */
function readDuration(fields: UsageFields, name: UsageClass, value: unknown): string {
  const text = typeof value === 'number' ? String(value) : value
  if (typeof text === 'string' && /^\d{1,15}(\.\d{1,12})?$/.test(text)) return text
  const negative = typeof text === 'string' && text.startsWith('-')
  fields.reject(negative ? 'negative_count' : 'not_a_duration', [name], `${name} must be a plain decimal`)
  return '0'
}
