import type { Usage, UsageClass } from '#shared/usage/classes.ts'

/** What is wrong with a usage object: a stable code, where (a JSON pointer inside the object) and a sentence. */
export interface UsageProblem {
  code: string
  pointer: string
  detail: string
}

type Path = readonly string[]

/** Reads counts out of a usage object and keeps the first problem met, so that a reader is a list of facts. */
export interface UsageFields {
  /** Whether the object has a field of that name at its top. */
  has(name: string): boolean
  /** The count at a path, or null when the field is absent or null. */
  given(...path: Path): bigint | null
  /** As `given`, with 0 for absent: for details that a provider leaves out when there were none. */
  optional(...path: Path): bigint
  /** As `given`, but absence is a problem: a missing count is not 0 (INV-03). */
  required(...path: Path): bigint
  /** The plain decimal at a path, such as seconds; null when absent (AUD-06). */
  decimal(...path: Path): string | null
  /** What is left of a whole after its parts. Parts larger than the whole are a problem (INV-01), never a negative count. */
  rest(whole: bigint, parts: readonly bigint[], problem: { code: string; at: Path }): bigint
  /** The list at a path; empty when the field is absent or no list. */
  list(...path: Path): readonly unknown[]
  reject(code: string, at: Path, detail: string): void
  problem(): UsageProblem | null
}

export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Opens a raw usage object for one reader. */
export function usageFields(raw: unknown): UsageFields {
  let first: UsageProblem | null = null

  const reject = (code: string, at: Path, detail: string) => {
    first ??= { code, pointer: toPointer(at), detail }
  }
  const read = (path: Path) => {
    const value = valueAt(raw, path)
    if (value === undefined || value === null) return null
    const count = toCount(value)
    if (typeof count === 'bigint') return count
    reject(count, path, `${path.at(-1)} must be a whole number of 0 or more`)
    return 0n
  }
  const readDecimal = (path: Path) => {
    const value = valueAt(raw, path)
    if (value === undefined || value === null) return null
    // The shortest decimal of a number is what the caller wrote.
    const text = String(value)
    if (/^\d{1,15}(\.\d{1,12})?$/.test(text)) return text
    const code = text.startsWith('-') ? 'negative_count' : 'not_a_duration'
    reject(code, path, `${path.at(-1)} must be a plain decimal of 0 or more`)
    return null
  }
  return {
    reject,
    has: (name) => isObject(raw) && name in raw,
    decimal: (...path) => readDecimal(path),
    given: (...path) => read(path),
    optional: (...path) => read(path) ?? 0n,
    required: (...path) => {
      const count = read(path)
      if (count === null) reject('missing_count', path, `${path.at(-1)} is missing; unknown is not 0`)
      return count ?? 0n
    },
    rest: (whole, parts, { code, at }) => {
      let left = whole
      for (const part of parts) left -= part
      if (left < 0n)
        reject(code, at, `the parts add up to ${whole - left}, more than their total of ${whole}`)
      return left
    },
    list: (...path) => {
      const value = valueAt(raw, path)
      return Array.isArray(value) ? value : []
    },
    problem: () => first,
  }
}

export type Counts = Partial<Record<UsageClass, bigint | string | null>>

/** Writes counts, and durations as decimals, as a usage record: classes that were not used are left out. */
export function toUsage(...parts: readonly Counts[]): Usage {
  const usage: Usage = {}
  // Spreading the parts into one object first would take twice as long as all the reading.
  for (const counts of parts) {
    for (const name of Object.keys(counts) as UsageClass[]) {
      const count = counts[name] ?? 0n
      if (typeof count === 'string' ? /[1-9]/.test(count) : count > 0n) usage[name] = String(count)
    }
  }
  return usage
}

/** A count as a bigint, or the code of what is wrong with it. Strings carry counts above 2^53 (GEN-04). */
export function toCount(value: unknown): bigint | string {
  if (typeof value === 'number') {
    if (value < 0) return 'negative_count'
    if (value === 0) return 0n
    if (Number.isSafeInteger(value)) return BigInt(value)
    return Number.isInteger(value) ? 'imprecise_count' : 'fractional_count'
  }
  if (typeof value !== 'string') return 'not_a_count'
  if (/^\d{1,30}$/.test(value)) return BigInt(value)
  if (/^-\d/.test(value)) return 'negative_count'
  return /^\d+\.\d+$/.test(value) ? 'fractional_count' : 'not_a_count'
}

function valueAt(raw: unknown, path: Path): unknown {
  let value = raw
  for (const key of path) {
    if (!isObject(value)) return undefined
    value = value[key]
  }
  return value
}

const toPointer = (path: Path) =>
  path.map((key) => `/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')
