import { isDuration, isUsageClass, type Usage } from '#shared/usage/classes.ts'
import type { CountReader, RawUsage } from '#shared/usage/count-reader.ts'

/** Spendscope's own shape: disjoint usage classes by name. A name that is no class is a problem, not ignored. */
export function readSpendscope(raw: RawUsage, counts: CountReader): Usage {
  const usage: Usage = { ...raw }
  for (const name in raw) {
    const said = raw[name]
    if (!isUsageClass(name)) {
      const path = name.replaceAll('~', '~0').replaceAll('/', '~1')
      counts.reject('unknown_usage_class', path, 'is not a usage class')
      continue
    }
    const quantity = isDuration(name) ? (counts.duration(said, name) ?? 0) : counts.required(said, name)
    if (quantity !== said) usage[name] = quantity
  }
  return usage
}
