import { readdirSync, readFileSync } from 'node:fs'
import { z } from 'zod'
import { Capabilities } from '#shared/pricing/capabilities.ts'

const FOLDER = new URL('./capabilities/', import.meta.url)

/** What nobody looked up: every other file wins over it. */
const FROM_MEMORY = 'from-memory.json'

/** What one source says that models can do, by provider and model id. */
const CapabilityFile = z.strictObject({
  source: z.string().min(1),
  models: z.record(z.string(), z.record(z.string(), Capabilities)),
})

/** By `provider/model`. */
export type KnownCapabilities = ReadonlyMap<string, Capabilities>

/** @throws ZodError for a malformed file. @throws Error when two sources contradict each other. */
export function readCapabilities(): KnownCapabilities {
  const names = readdirSync(FOLDER).filter((name) => name.endsWith('.json') && name !== FROM_MEMORY)
  const found = new Map<string, Capabilities>()
  for (const name of names.sort()) addFile(found, name)
  const known = new Map(entriesOf(FROM_MEMORY))
  for (const [model, can] of found) known.set(model, { ...known.get(model), ...can })
  return known
}

function addFile(found: Map<string, Capabilities>, name: string): void {
  for (const [model, can] of entriesOf(name)) {
    const before = found.get(model) ?? {}
    const facts = Object.keys(can) as (keyof Capabilities)[]
    const disputed = facts.find((fact) => fact in before && String(before[fact]) !== String(can[fact]))
    if (disputed) throw new Error(`capabilities: ${name} contradicts another file: ${model} ${disputed}`)
    found.set(model, { ...before, ...can })
  }
}

function entriesOf(name: string): [model: string, can: Capabilities][] {
  const { models } = CapabilityFile.parse(JSON.parse(readFileSync(new URL(name, FOLDER), 'utf8')))
  return Object.entries(models).flatMap(([provider, byId]) =>
    Object.entries(byId).map(([id, can]): [string, Capabilities] => [`${provider}/${id}`, can]),
  )
}
