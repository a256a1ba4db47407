import { readdirSync, readFileSync } from 'node:fs'
import { z } from 'zod'
import { AdjustmentRow, type ModelEntry, PriceRow } from '#shared/pricing/provider-file.ts'

/** What we know beyond upstream of one provider, each with its reason and source. */
const Patch = z.strictObject({
  provider: z.string(),
  checkedOn: z.iso.date(),
  models: z.array(
    z.strictObject({
      id: z.string(),
      names: z.array(z.string()).optional(),
      reason: z.string(),
      source: z.string(),
      /** Replace all prices of the model. No rows: it is left out, because no price is better than a wrong one. */
      prices: z.array(PriceRow).optional(),
      /** Rows added behind those of upstream: tiers, dates, parameters. */
      append: z.array(PriceRow).optional(),
      /** The last row is to be looked at again after this day. */
      reviewAfter: z.iso.date().optional(),
    }),
  ),
  adjustments: z.array(AdjustmentRow).optional(),
})
export type Patch = z.infer<typeof Patch>

const FOLDER = new URL('./patches/', import.meta.url)

const readJson = (url: URL) => JSON.parse(readFileSync(url, 'utf8'))

/** @throws ZodError when a patch file is malformed. */
export function readPatches(): Patch[] {
  const files = readdirSync(FOLDER).filter((name) => name.endsWith('.json'))
  return files.sort().map((name) => Patch.parse(readJson(new URL(name, FOLDER))))
}

/** Replaces, extends, removes or adds models, as the patches of this provider say. @throws Error for a patch that changes nothing. */
export function applyPatches(
  provider: string,
  models: ModelEntry[],
  patches: readonly Patch[],
): ModelEntry[] {
  const byId = new Map(models.map((model) => [model.id, model]))
  for (const patch of patches.filter((candidate) => candidate.provider === provider)) {
    for (const change of patch.models) {
      const source = `${change.source} (checked ${patch.checkedOn})`
      const patched = patchModel(byId.get(change.id), change, source)
      if (patched.prices.length === 0) byId.delete(change.id)
      else byId.set(change.id, patched)
    }
  }
  return leaveNames([...byId.values()])
}

/** A model with prices of its own is no other's name, whatever upstream says. */
function leaveNames(models: ModelEntry[]): ModelEntry[] {
  const ids = new Set(models.map(({ id }) => id.toLowerCase()))
  return models.map(({ names, ...model }) => {
    const own = names?.filter((name) => !ids.has(name)) ?? []
    return own.length > 0 ? { ...model, names: own } : model
  })
}

function patchModel(
  known: ModelEntry | undefined,
  change: Patch['models'][number],
  source: string,
): ModelEntry {
  const { id, prices, append = [], reviewAfter } = change
  if (!prices && (!known || known.prices.length === 0))
    throw new Error(`patch: ${id} has no prices to add to`)
  const names = [...new Set([...(known?.names ?? []), ...(change.names ?? [])])].sort()
  const base = prices ?? known?.prices ?? []
  const marked = base.map((row, index) =>
    reviewAfter && index === base.length - 1 ? { ...row, reviewAfter } : row,
  )
  return {
    ...known,
    id,
    ...(names.length > 0 && { names }),
    ...(prices && { source }),
    prices: [...marked, ...append.map((row) => ({ ...row, source }))],
  }
}

/** The adjustments of a provider, in the order of its patches. */
export const adjustmentsOf = (provider: string, patches: readonly Patch[]): AdjustmentRow[] =>
  patches.filter((patch) => patch.provider === provider).flatMap(({ adjustments }) => adjustments ?? [])
