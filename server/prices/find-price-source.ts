import type { AppContext } from '#server/context.ts'
import type { PriceSource } from '#shared/api/event-detail.ts'
import type { PriceOverride } from '#shared/api/prices.ts'
import type { CatalogueMatch } from '#shared/pricing/catalogue.ts'
import { priceUnderTerms } from '#shared/pricing/price-under-terms.ts'
import { type ModelRules, modelKey, resolveModel } from '#shared/pricing/resolve-model.ts'
import { termsOf } from '#shared/pricing/terms.ts'
import { normaliseUsage } from '#shared/usage/normalise.ts'
import { listPriceOverrides } from './edit-price-book.ts'
import type { PriceableEvent } from './price-event.ts'
import { type PriceBook, rulesAt } from './rules-at.ts'

/** Whose price holds for an event at its instant (epoch milliseconds); null when nobody knows one. */
export async function findPriceSource(
  ctx: AppContext,
  { book, projectId, event, at }: { book: PriceBook; projectId: number; event: PriceableEvent; at: number },
): Promise<PriceSource | null> {
  const rules = rulesAt(book, at)
  const found = resolveModel(ctx.catalogue, event, rules)
  if (!found) return null
  if (found.kind === 'catalogue') return inCatalogue(found, event, at)
  const entries = await listPriceOverrides(ctx)
  const own = entries.filter((entry) => isInForce(entry, projectId, at))
  const names = namesOf(event, rules!)
  const entry =
    own.find((one) => one.projectId !== null && names.has(keyOf(one))) ??
    own.find((one) => names.has(keyOf(one)))
  return entry ? fromOverride(entry) : null
}

const keyOf = ({ provider, model }: PriceOverride) => modelKey(provider, model)

/** What the event is called by, and what these names stand for. */
function namesOf({ provider, model, responseModel }: PriceableEvent, { aliases }: ModelRules): Set<string> {
  const names = [model, ...(responseModel ? [responseModel] : [])].map((name) => modelKey(provider, name))
  const targets = names.flatMap((name) => aliases.get(name) ?? [])
  return new Set([...names, ...targets.map((target) => modelKey(target.provider, target.model))])
}

function isInForce(entry: PriceOverride, projectId: number, at: number): boolean {
  const { effectiveFrom, effectiveUntil, retiredAt } = entry
  const isHere = entry.projectId === null || entry.projectId === String(projectId)
  const hasBegun = effectiveFrom === null || Date.parse(effectiveFrom) <= at
  return (
    isHere && retiredAt === null && hasBegun && (effectiveUntil === null || at < Date.parse(effectiveUntil))
  )
}

const fromOverride = ({
  provider,
  model,
  effectiveFrom,
  effectiveUntil,
  note,
}: PriceOverride): PriceSource => ({
  kind: 'own',
  provider,
  model,
  source: note,
  effectiveFrom,
  effectiveUntil,
})

function inCatalogue(
  { provider, model }: CatalogueMatch,
  event: PriceableEvent,
  at: number,
): PriceSource | null {
  const read = event.usage ? normaliseUsage(event.usage, event) : null
  if (!read?.ok) return null
  const price = priceUnderTerms(provider, model, termsOf(event, read.served), at)
  const row = price.ok && model.prices.find(({ sheet }) => sheet === price.sheet)
  if (!row) return null
  return {
    kind: 'catalogue',
    provider: model.provider,
    model: model.id,
    source: row.source ?? model.source,
    effectiveFrom: toInstant(row.from),
    effectiveUntil: toInstant(row.until),
  }
}

const toInstant = (epochMs: number) => (Number.isFinite(epochMs) ? new Date(epochMs).toISOString() : null)
