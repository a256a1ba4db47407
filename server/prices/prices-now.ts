import { isNull } from 'drizzle-orm'
import type { AppContext } from '#server/context.ts'
import { modelAliases, priceOverrides } from '#server/db/schema/prices.ts'
import type { VisibleProjects } from '#server/db/visible-projects.ts'
import type { ModelPrice } from '#shared/api/models.ts'
import type { ListedModel } from '#shared/api/price-list.ts'
import { matchModel } from '#shared/pricing/match-model.ts'
import { toPriceSheet } from '#shared/pricing/price-sheet.ts'
import { modelKey } from '#shared/pricing/resolve-model.ts'
import { toListedModel, toPublishedRates } from './to-listed-model.ts'

/** What names cost at the moment it was loaded. */
export interface PricesNow {
  of(provider: string, model: string): PriceNow
}

interface PriceNow {
  /** Outside of projects with own prices; null: nobody says. */
  price: ModelPrice | null
  projectPrices: number
  listed: ListedModel | null
}

/** Reads the own prices and names in force, once for many models; with one `visible` project those that count there. */
export async function loadPricesNow(ctx: AppContext, visible?: VisibleProjects): Promise<PricesNow> {
  const at = ctx.clock()
  const [overrides, aliases] = await Promise.all([
    ctx.db.select().from(priceOverrides).where(isNull(priceOverrides.retiredAt)),
    ctx.db.select().from(modelAliases).where(isNull(modelAliases.retiredAt)),
  ])
  // Prices of a project are those of a call only where no other project is looked at.
  const only = visible?.length === 1 ? visible[0] : undefined
  const isHere = ({ projectId }: Scope) => projectId === null || projectId === only
  const isSeen = (projectId: number) => visible === undefined || visible.includes(projectId)
  const own = indexBy(overrides.filter(isInForce(at)), ({ provider, model }) => modelKey(provider, model))
  const names = indexBy(aliases.filter(isInForce(at)), ({ provider, name }) => modelKey(provider, name))
  const ownPrice = (provider: string, model: string) =>
    own.get(modelKey(provider, model))?.filter(isHere).sort(byStrength)[0]

  function priceOf(provider: string, model: string, listed: ListedModel | null): ModelPrice | null {
    const direct = ownPrice(provider, model)
    const alias = direct
      ? undefined
      : names.get(modelKey(provider, model))?.filter(isHere).sort(byStrength)[0]
    const target = alias ? { provider: alias.targetProvider, model: alias.targetModel } : null
    const override = direct ?? (target ? ownPrice(target.provider, target.model) : undefined)
    if (override) {
      const { effectiveFrom, note, createdBy, prices } = override
      return {
        origin: 'override',
        alias: target,
        rates: toPublishedRates(toPriceSheet(prices).rates),
        since: effectiveFrom?.toISOString() ?? null,
        source: note || createdBy,
      }
    }
    const found = (target && listedAs(ctx, target.provider, target.model, at)) ?? listed
    return (
      found && {
        origin: 'catalogue',
        alias: found === listed ? null : target,
        rates: found.rates,
        since: found.since,
        source: found.source,
      }
    )
  }

  return {
    of(provider, model) {
      const listed = listedAs(ctx, provider, model, at)
      const entries = own.get(modelKey(provider, model)) ?? []
      const projects = new Set(entries.flatMap(({ projectId }) => projectId ?? []).filter(isSeen))
      return {
        price: priceOf(provider, model, listed),
        projectPrices: only === undefined ? projects.size : 0,
        listed,
      }
    },
  }
}

interface Scope {
  id: number
  projectId: number | null
  effectiveFrom: Date | null
  effectiveUntil: Date | null
}

const isInForce =
  (at: Date) =>
  ({ effectiveFrom, effectiveUntil }: Scope) =>
    (effectiveFrom === null || effectiveFrom <= at) && (effectiveUntil === null || at < effectiveUntil)

/** A project's before the installation's, the latest first: as events are priced. */
const byStrength = (a: Scope, b: Scope) =>
  Number(a.projectId === null) - Number(b.projectId === null) || b.id - a.id

function indexBy<Entry>(entries: readonly Entry[], keyOf: (entry: Entry) => string): Map<string, Entry[]> {
  const index = new Map<string, Entry[]>()
  for (const entry of entries) index.set(keyOf(entry), [...(index.get(keyOf(entry)) ?? []), entry])
  return index
}

function listedAs(ctx: AppContext, provider: string, model: string, at: Date): ListedModel | null {
  const found = matchModel(ctx.catalogue, { provider, model })
  return found ? toListedModel(found, at.getTime()) : null
}
