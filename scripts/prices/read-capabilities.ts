import { readdirSync, readFileSync } from 'node:fs'
import { z } from 'zod'
import { Capabilities } from '#shared/pricing/capabilities.ts'

const FOLDER = new URL('./capabilities/', import.meta.url)

/** What one source says that models can do, by provider and model id. */
const CapabilityFile = z.strictObject({
  source: z.string().min(1),
  models: z.record(z.string(), z.record(z.string(), Capabilities)),
})

/** By `provider/model`. */
export type KnownCapabilities = ReadonlyMap<string, Capabilities>

/** @throws ZodError for a malformed file. @throws Error when two sources contradict each other. */
export function readCapabilities(): KnownCapabilities {
  const names = readdirSync(FOLDER).filter((name) => name.endsWith('.json'))
  const known = new Map<string, Capabilities>()
  for (const name of names.sort()) addFile(known, name)
  return known
}

function addFile(known: Map<string, Capabilities>, name: string): void {
  for (const [model, can] of entriesOf(name)) {
    const before = known.get(model) ?? {}
    const facts = Object.keys(can) as (keyof Capabilities)[]
    const disputed = facts.find((fact) => fact in before && String(before[fact]) !== String(can[fact]))
    if (disputed) throw new Error(`capabilities: ${name} contradicts another file: ${model} ${disputed}`)
    known.set(model, { ...before, ...can })
  }
}

function entriesOf(name: string): [model: string, can: Capabilities][] {
  const { models } = CapabilityFile.parse(JSON.parse(readFileSync(new URL(name, FOLDER), 'utf8')))
  return Object.entries(models).flatMap(([provider, byId]) =>
    Object.entries(byId).map(([id, can]): [string, Capabilities] => [`${provider}/${id}`, can]),
  )
}
