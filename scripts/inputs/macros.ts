import { createHash, randomBytes, randomUUID } from 'node:crypto'
import type { Keys } from './target.ts'

const UNIT_MS: Record<string, number> = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 }
const HOUR_MS = 3_600_000

/** What the macros of a run stand for; some keep their value for the whole run. */
export interface MacroScope {
  keys: Keys
  path: string
  pathOtherProject: string
  startedAt: number
  /** The instant of a request: the same wherever it says {{now}}. */
  now?: Date
  randoms: Map<string, string>
}

/** Replaces every macro of the text. @throws when one is not known, because it would be sent as it is. */
export function expandMacros(text: string, scope: MacroScope): string {
  return text.replace(/\{\{([\w+-]+)\}\}/g, (_, name: string) => {
    const value = expandOne(name, scope)
    if (value === undefined) throw new Error(`the macro {{${name}}} is not known`)
    return value
  })
}

/** Replaces the macros in all text of a JSON value. */
export function expandJson(value: unknown, scope: MacroScope): unknown {
  if (typeof value === 'string') return expandMacros(value, scope)
  if (Array.isArray(value)) return value.map((item) => expandJson(item, scope))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [expandMacros(key, scope), expandJson(item, scope)]),
  )
}

function expandOne(name: string, scope: MacroScope) {
  const { keys, path, pathOtherProject, startedAt, randoms, now = new Date() } = scope
  const moved = /^now([+-]\d+)([smhd])$/.exec(name)
  if (moved) return new Date(now.getTime() + Number(moved[1]) * UNIT_MS[moved[2]!]!).toISOString()
  if (/^rand\d+$/.test(name)) return remember(randoms, name)
  const padded = /^pad(\d+)$/.exec(name)
  if (padded) return randomBytes(Number(padded[1])).toString('hex').slice(0, Number(padded[1]))
  const values: Record<string, () => string> = {
    uuid: randomUUID,
    now: () => now.toISOString(),
    nowNanos: () => now.toISOString().replace('Z', '123456Z'),
    fixed: () => new Date(startedAt - HOUR_MS).toISOString(),
    path: () => path,
    pathOtherProject: () => pathOtherProject,
    auth: () => `Bearer ${keys.valid}`,
    authTampered: () => `Bearer ${keys.valid.slice(0, -1)}${keys.valid.endsWith('A') ? 'B' : 'A'}`,
    authHash: () => `Bearer ${createHash('sha256').update(keys.valid).digest('hex')}`,
    authRevoked: () => `Bearer ${keys.revoked}`,
    authReadOnly: () => `Bearer ${keys.readOnly}`,
  }
  return Object.hasOwn(values, name) ? values[name]!() : undefined
}

function remember(randoms: Map<string, string>, name: string): string {
  const value = randoms.get(name) ?? randomBytes(6).toString('hex')
  randoms.set(name, value)
  return value
}
