import { UsageEvent } from '#shared/api/usage-event.ts'
import { USAGE_CLASS_NAMES } from '#shared/usage/classes.ts'

/** What the cells of a column hold. `ignored`: what Spendscope computed and an export shows. */
export type CellType = 'text' | 'number' | 'amount' | 'boolean' | 'json' | 'ignored'

/** Where the cells of a CSV column stand in an event. */
export interface EventColumn {
  name: string
  path: readonly string[]
  type: CellType
}

/** The fields that hold others: as one column of JSON text, or as a column for each (`usage.input`, `tags.region`). */
const NESTED = ['usage', 'request', 'tags'] as const

export const EVENT_FIELDS = Object.keys(UsageEvent.shape) as (keyof UsageEvent)[]
const REQUEST_FACTS = Object.keys(UsageEvent.shape.request.unwrap().shape)
const TYPES: Record<string, CellType> = {
  ...Object.fromEntries(NESTED.map((name) => [name, 'json'])),
  ...Object.fromEntries(USAGE_CLASS_NAMES.map((name) => [`usage.${name}`, 'number'])),
  latencyMs: 'number',
  timeToFirstTokenMs: 'number',
  quality: 'number',
  costUsd: 'amount',
  'request.batch': 'boolean',
}

const COLUMN_NAMES: readonly string[] = [
  ...EVENT_FIELDS,
  ...USAGE_CLASS_NAMES.map((name) => `usage.${name}`),
  ...REQUEST_FACTS.map((name) => `request.${name}`),
]
const KNOWN: ReadonlySet<string> = new Set(COLUMN_NAMES)
const TAG = /^tags\.(?!__proto__$)[A-Za-z0-9_.-]{1,64}$/

/** Understands the header of a CSV file. `problems` is one sentence for each thing that is wrong with it. */
export function readHeader(names: readonly string[]): { columns: EventColumn[]; problems: string[] } {
  const columns = names.map(columnOf)
  const unknown = names.filter((_, i) => !columns[i])
  const missing = ['timestamp', 'provider', 'model'].filter((name) => !names.includes(name))
  const twice = names.filter((name, i) => names.indexOf(name) < i)
  const both = NESTED.filter(
    (name) => names.includes(name) && names.some((other) => other.startsWith(`${name}.`)),
  )
  const problems = [
    ...unknown.map((name) => `There is no column ${JSON.stringify(name)}${suggest(name)}.`),
    ...missing.map((name) => `The column ${name} is missing.`),
    ...twice.map((name) => `The column ${name} is there twice.`),
    ...both.map((name) => `Use either the column ${name} or columns ${name}.NAME, not both.`),
  ]
  return { columns: columns.filter((column) => column !== undefined), problems }
}

function columnOf(name: string): EventColumn | undefined {
  if (/^computed(\.|$)/.test(name)) return { name, path: [], type: 'ignored' }
  if (TAG.test(name)) return { name, path: ['tags', name.slice('tags.'.length)], type: 'text' }
  return KNOWN.has(name) ? { name, path: name.split('.'), type: TYPES[name] ?? 'text' } : undefined
}

function suggest(name: string): string {
  const wanted = simplify(name)
  const [nearest] = COLUMN_NAMES.map((known) => ({ known, distance: editDistance(simplify(known), wanted) }))
    .filter(({ distance }) => distance <= wanted.length / 3)
    .sort((a, b) => a.distance - b.distance)
  return nearest ? `; do you mean ${nearest.known}` : ''
}

const simplify = (name: string) => name.toLowerCase().replace(/[^a-z0-9]/g, '')

/** Levenshtein's: how many letters have to be put in, taken out or changed. */
function editDistance(a: string, b: string): number {
  let above = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (const [i, letter] of [...a].entries()) {
    const row = [i + 1]
    for (let j = 0; j < b.length; j++)
      row.push(Math.min(row[j]! + 1, above[j + 1]! + 1, above[j]! + Number(b[j] !== letter)))
    above = row
  }
  return above[b.length]!
}
