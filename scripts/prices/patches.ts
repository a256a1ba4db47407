import { readdirSync, readFileSync } from 'node:fs'
import { z } from 'zod'
import { type ModelEntry, PriceRow } from '#shared/pricing/provider-file.ts'

/** Corrections of one provider, each with its reason and source. They replace all prices of a model. */
const Patch = z.strictObject({
  provider: z.string(),
  checkedOn: z.iso.date(),
  models: z.array(
    z.strictObject({
      id: z.string(),
      reason: z.string(),
      source: z.string(),
      /** No rows: the model is left out, because no price is better than a wrong one. */
      prices: z.array(PriceRow),
    }),
  ),
})
export type Patch = z.infer<typeof Patch>

const FOLDER = new URL('./patches/', import.meta.url)

/** @throws ZodError when a patch file is malformed. */
export function readPatches(): Patch[] {
  const files = readdirSync(FOLDER).filter((name) => name.endsWith('.json'))
  return files.sort().map((name) => Patch.parse(JSON.parse(readFileSync(new URL(name, FOLDER), 'utf8'))))
}

/** Replaces, removes or adds models, as the patches of this provider say. */
export function applyPatches(
  provider: string,
  models: ModelEntry[],
  patches: readonly Patch[],
): ModelEntry[] {
  const byId = new Map(models.map((model) => [model.id, model]))
  for (const patch of patches.filter((candidate) => candidate.provider === provider)) {
    for (const { id, prices, source } of patch.models) {
      if (prices.length === 0) byId.delete(id)
      else byId.set(id, { ...byId.get(id), id, source: `${source} (checked ${patch.checkedOn})`, prices })
    }
  }
  return [...byId.values()]
}
