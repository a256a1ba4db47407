import { createReadStream, existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { createGunzip } from 'node:zlib'
import type { CaseCatalog } from './case-catalogue.ts'

/** What must be found in a workspace, as far as it is judged: see SCHEMA.md beside the cases. */
export interface Expectation {
  type: string
  acceptTypes?: string[]
  scope: Record<string, string>
  from?: { provider: string; model: string }
  to?: { provider: string; model: string } | null
  /** Absent: any amount. */
  savingsUsdMonthly?: string
  tolerancePct?: number
  alternatives?: Record<string, string>
  confidenceMin: string
  confidenceMax: string
  requiresValidation?: boolean
  optional?: boolean
}

export interface Prohibition {
  type: string
  scope: Record<string, string>
  confidence?: string
  toProviders?: string[]
  fromModels?: string[]
  to?: { provider: string; model: string }
  reason: string
}

export interface Scenario {
  id: string
  setup?: {
    constraints?: { feature: string; residency?: string; allowedProviders?: string[]; excluded?: boolean }[]
  }
  expect: Expectation[]
  forbid: Prohibition[]
}

interface Truth {
  asOf: string
  scenarios: Scenario[]
}

/** A folder with a catalogue, workspaces of events and, mostly, what must be found in them. */
export interface CaseFolder {
  catalog: CaseCatalog
  truth: Truth | undefined
  workspaces: { id: string; path: string }[]
}

export function openCaseFolder(folder: string): CaseFolder {
  const read = (name: string) => JSON.parse(readFileSync(join(folder, name), 'utf8'))
  const files = readdirSync(folder).filter((name) => /\.ndjson(?:\.gz)?$/.test(name))
  return {
    catalog: read('catalog.json'),
    truth: existsSync(join(folder, 'truth.json')) ? read('truth.json') : undefined,
    workspaces: files
      .sort()
      .map((name) => ({ id: name.replace(/\.ndjson(?:\.gz)?$/, ''), path: join(folder, name) })),
  }
}

export async function* readLines(path: string): AsyncGenerator<Record<string, unknown>> {
  const file = createReadStream(path)
  const input = path.endsWith('.gz') ? file.pipe(createGunzip()) : file
  for await (const line of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY }))
    if (line.trim() !== '') yield JSON.parse(line)
}
