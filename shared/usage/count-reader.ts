import type { Quantity } from '#shared/usage/classes.ts'
import { type Count, minus, parseCount } from '#shared/usage/count.ts'

/** A usage object, or an object inside one: anything may be missing or of a wrong type. */
export type RawUsage = Readonly<Record<string, unknown>>

/** What is wrong with a usage object: a stable code, where (a JSON pointer inside the object) and a sentence. */
export interface UsageProblem {
  code: string
  pointer: string
  detail: string
}

/**
 * Takes values of a usage object for counts and keeps the first problem met, so that a reader is a list of facts.
 * Each value comes with the path to it, such as `cache_creation/ephemeral_5m_input_tokens`. That names every field
 * twice, but `raw.input_tokens` is read five times faster than a field whose name is a variable.
 */
export class CountReader {
  problem: UsageProblem | null = null

  /** The count, or null when the field is absent or null. */
  given(value: unknown, path: string): Count | null {
    return value === undefined ? null : this.read(value, path)
  }

  private read(value: unknown, path: string): Count | null {
    if (typeof value === 'number' && value >= 0 && Number.isSafeInteger(value)) return value
    if (value === null) return null
    const count = parseCount(value)
    if (typeof count !== 'string') return count
    this.reject(count, path, 'must be a whole number of 0 or more')
    return 0
  }

  /** As `given`, with 0 for absent: for details that a provider leaves out when there were none. */
  optional(value: unknown, path: string): Count {
    return value === undefined ? 0 : (this.read(value, path) ?? 0)
  }

  /** As `given`, but absence is a problem: a missing count is not 0 (INV-03). */
  required(value: unknown, path: string): Count {
    const count = this.given(value, path)
    if (count === null) this.reject('missing_count', path, 'is missing; unknown is not 0')
    return count ?? 0
  }

  /** A duration in seconds; null when absent (AUD-06). */
  duration(value: unknown, path: string): Quantity | null {
    if (value === undefined || value === null) return null
    // The shortest decimal of a number is what the caller wrote.
    const text = String(value)
    if (/^\d{1,15}(\.\d{1,12})?$/.test(text)) return Number.isInteger(Number(text)) ? Number(text) : text
    const code = text.startsWith('-') ? 'negative_count' : 'not_a_duration'
    this.reject(code, path, 'must be a plain decimal of 0 or more')
    return null
  }

  /** What is left of a whole after its parts. Parts larger than the whole are a problem (INV-01), never a negative count. */
  rest(whole: Count, parts: Count, code: string, path: string): Count {
    return parts === 0 ? whole : this.subtract(whole, parts, code, path)
  }

  private subtract(whole: Count, parts: Count, code: string, path: string): Count {
    const left = minus(whole, parts)
    if (left >= 0) return left
    this.reject(code, path, `has parts that add up to ${parts}, more than their total of ${whole}`)
    return 0
  }

  /** Notes a problem with the field at a path; `detail` is a sentence about it without its name. */
  reject(code: string, path: string, detail: string): void {
    this.problem ??= {
      code,
      pointer: `/${path}`,
      detail: `${path.slice(path.lastIndexOf('/') + 1)} ${detail}`,
    }
  }
}

export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** The object in a field; without any field when it is absent or something else. */
export const objectIn = (value: unknown): RawUsage => (isObject(value) ? value : NOTHING)

const NOTHING: RawUsage = Object.freeze({})

/** The objects of the list in a field; none when it is absent or no list. */
export const objectsIn = (value: unknown): readonly RawUsage[] =>
  Array.isArray(value) ? value.map(objectIn) : NO_ITEMS

const NO_ITEMS: readonly RawUsage[] = Object.freeze([])
