import { formatUsd } from '#shared/money.ts'
import { usdExact } from '../../lib/format.ts'

/** One fact of an audit entry in words; a change has both sides. */
export interface Fact {
  name: string
  before?: string
  after: string
}

type Values = Record<string, unknown>

/** What the row says already, or what nobody can act on. */
const BOOKKEEPING = new Set(['id', 'arming', 'created_at', 'created_by', 'createdAt', 'createdBy'])
const PICO_USD = 'PicoUsd'
const NONE = 'none'

const isValues = (value: unknown): value is Values =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** `amountPicoUsd` is an amount, `group_by` and `groupBy` are "group by". */
const wordsOf = (name: string) =>
  name
    .replace(PICO_USD, '')
    .replaceAll(/_|(?<=[a-z])(?=[A-Z])/g, ' ')
    .toLowerCase()

/** In the access of somebody null is every project. */
function textOf(name: string, value: unknown): string {
  if (name === 'projectIds' && value === null) return 'all'
  if (name.endsWith(PICO_USD) && isWhole(value)) return usdExact(formatUsd(BigInt(value)))
  return text(value)
}

const isWhole = (value: unknown): value is string | number => /^-?\d+$/.test(String(value))

function text(value: unknown): string {
  if (value === null || value === undefined || value === '') return NONE
  if (Array.isArray(value)) return value.map(text).join(', ') || NONE
  if (!isValues(value)) return String(value)
  return (
    Object.entries(value)
      .map(([name, inner]) => `${wordsOf(name)} ${textOf(name, inner)}`)
      .join(', ') || NONE
  )
}

/** What changed, without what stayed the same; else the facts that say something. */
export function describeDetails(details: Values): Fact[] {
  const { before, after, ...facts } = details
  const plain = Object.entries(facts)
    .filter(([name]) => !BOOKKEEPING.has(name))
    .map(([name, value]) => ({ name: wordsOf(name), after: textOf(name, value) }))
    .filter((fact) => fact.after !== NONE)
  if (!isValues(after)) return isValues(before) ? [...plain, ...describeDetails(before)] : plain
  const old = isValues(before) ? before : {}
  const changes = Object.keys(after)
    .filter((name) => !BOOKKEEPING.has(name) && text(old[name]) !== text(after[name]))
    .map((name) => ({
      name: wordsOf(name),
      before: textOf(name, old[name]),
      after: textOf(name, after[name]),
    }))
  return [...plain, ...changes]
}
