import { isDuration, isUsageClass, type Usage } from '#shared/usage/classes.ts'
import { type Counts, isObject, toUsage, type UsageFields } from '#shared/usage/usage-fields.ts'

/** Spendscope's own shape: disjoint usage classes by name. A name that is no class is a problem, not ignored. */
export function readSpendscope(fields: UsageFields, raw: unknown): Usage {
  const counts: Counts = {}
  for (const name of Object.keys(isObject(raw) ? raw : {})) {
    if (isUsageClass(name)) counts[name] = isDuration(name) ? fields.decimal(name) : fields.required(name)
    else fields.reject('unknown_usage_class', [name], `${JSON.stringify(name)} is not a usage class`)
  }
  return toUsage(counts)
}
