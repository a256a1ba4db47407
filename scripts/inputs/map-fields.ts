import { type Mapping, pathOf } from './mapping.ts'

type Json = Record<string, unknown>

/** A value of a case with our names: a key `$name` moves to the field's place, `$events` to the envelope. */
export function mapJson(value: unknown, mapping: Mapping): unknown {
  if (Array.isArray(value)) return value.map((item) => mapJson(item, mapping))
  if (typeof value !== 'object' || value === null) return value
  const placed = new Map<string, unknown>()
  const fields = new Map<string, unknown>()
  for (const [key, item] of Object.entries(value)) {
    const name = key.startsWith('$') ? key.slice(1) : undefined
    if (name === 'events') placed.set(mapping.envelope, mapJson(item, mapping))
    else if (name === undefined) placed.set(key, mapJson(item, mapping))
    else fields.set(name, mapJson(item, mapping))
  }
  takeOutParts(fields, mapping)
  for (const [name, item] of fields) place(placed, pathOf(mapping, name), item)
  return toObject(placed)
}

/** `{{name}}` in text that need not be JSON. Neighbouring fields with a common parent are put into one object. */
export function mapText(text: string, mapping: Mapping): string {
  const nested = Object.keys(mapping.fields).filter((name) => pathOf(mapping, name).length > 1)
  const value = String.raw`(?:"(?:[^"\\]|\\.)*"|\{[^{}]*\}|\[[^[\]]*\]|[^,{}[\]"]+)`
  const pair = String.raw`"\{\{(?:${nested.join('|')})\}\}"\s*:\s*${value}`
  const runs = new RegExp(String.raw`${pair}(?:\s*,\s*${pair})*`, 'g')
  const inObjects = text.replace(runs, (run) => {
    const pairs = [...run.matchAll(new RegExp(String.raw`"\{\{(\w+)\}\}"\s*:\s*(${value})`, 'g'))]
    const parent = pathOf(mapping, pairs[0]![1]!)[0]
    const members = pairs.map(([, name, item]) => `"${pathOf(mapping, name!).at(-1)}":${item}`)
    return `"${parent}":{${members.join(',')}}`
  })
  return inObjects.replace(/\{\{(\w+)\}\}/g, (macro, name: string) => {
    if (name === 'events') return mapping.envelope
    return mapping.fields[name] ? pathOf(mapping, name).at(-1)! : macro
  })
}

/** Only between whole numbers: everything else is sent as it is, for the server to refuse. */
function takeOutParts(fields: Map<string, unknown>, mapping: Mapping): void {
  for (const [name, part] of fields) {
    const whole = mapping.fields[name]?.partOf
    const of = whole && fields.get(whole)
    const canSubtract = Number.isInteger(of) && Number.isInteger(part) && (part as number) > 0
    if (whole && canSubtract) fields.set(whole, (of as number) - (part as number))
  }
}

function place(into: Map<string, unknown>, [key, ...rest]: string[], value: unknown): void {
  if (rest.length === 0) {
    into.set(key!, value)
    return
  }
  const child = into.get(key!)
  const inner = child instanceof Map ? child : new Map<string, unknown>()
  into.set(key!, inner)
  place(inner, rest, value)
}

/** By entries, so that a key named `__proto__` stays a key. */
function toObject(map: Map<string, unknown>): Json {
  return Object.fromEntries([...map].map(([key, item]) => [key, item instanceof Map ? toObject(item) : item]))
}
