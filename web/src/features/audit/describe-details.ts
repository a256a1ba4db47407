/** One fact of an audit entry in words; a change has both sides. */
export interface Fact {
  name: string
  before?: string
  after: string
}

type Values = Record<string, unknown>

const isValues = (value: unknown): value is Values =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** In the access of somebody null is every project. */
const textOf = (name: string, value: unknown) =>
  name === 'projectIds' && value === null ? 'all' : text(value)

const text = (value: unknown): string => {
  if (value === null || value === undefined) return 'none'
  if (Array.isArray(value)) return value.length === 0 ? 'none' : value.map(text).join(', ')
  return isValues(value) ? JSON.stringify(value) : String(value)
}

/** What changed, without what stayed the same; else the facts as they are. */
export function describeDetails(details: Values): Fact[] {
  const { before, after, ...facts } = details
  const plain = Object.entries(facts).map(([name, value]) => ({ name, after: textOf(name, value) }))
  if (!isValues(after)) return isValues(before) ? [...plain, ...describeDetails(before)] : plain
  const old = isValues(before) ? before : {}
  const changes = Object.keys(after)
    .filter((name) => text(old[name]) !== text(after[name]))
    .map((name) => ({ name, before: textOf(name, old[name]), after: textOf(name, after[name]) }))
  return [...plain, ...changes]
}
