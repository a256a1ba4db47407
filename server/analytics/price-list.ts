import { sql } from 'drizzle-orm'
import type { AppContext } from '#server/context.ts'
import { isVisible, type VisibleProjects } from '#server/db/visible-projects.ts'
import { listPrice } from '#server/prices/list-price.ts'
import { loadPriceBook } from '#server/prices/price-book.ts'
import { priceMoves } from '#server/prices/price-moves.ts'
import type { PriceBook } from '#server/prices/rules-at.ts'
import type { PriceSheet } from '#shared/pricing/price-sheet.ts'

export interface PricedModel extends Record<string, unknown> {
  projectId: string
  provider: string
  model: string
}

/** What the models of some projects cost by list, own prices among them. Instants in epoch milliseconds. */
export interface PriceList {
  /** Every model that was ever used. */
  models: readonly PricedModel[]
  priceOf(model: PricedModel, at: number): PriceSheet | undefined
  movesOf(model: PricedModel, range: readonly [from: number, until: number]): number[]
}

export async function loadPriceList(ctx: AppContext, visible?: VisibleProjects): Promise<PriceList> {
  const models = await ctx.db.execute<PricedModel>(sql`
    select distinct s.project_id::text as "projectId", s.provider, s.model
    from series s join projects p on p.id = s.project_id
    where p.removed_at is null and ${isVisible(sql.raw('p.id'), visible)}`)
  const books = new Map<string, PriceBook>()
  for (const { projectId } of models)
    if (!books.has(projectId)) books.set(projectId, await loadPriceBook(ctx, Number(projectId)))
  return {
    models,
    priceOf(model, at) {
      const book = books.get(model.projectId)
      return book && listPrice(ctx.catalogue, book, model, at)
    },
    movesOf(model, range) {
      const book = books.get(model.projectId)
      return book ? priceMoves(ctx.catalogue, book, model, range) : []
    },
  }
}
