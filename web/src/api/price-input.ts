import type { z } from 'zod'
import type { ListedModelsQuery as ListedModels } from '#shared/api/price-list.ts'
import type { CreateModelAlias, CreatePriceOverride, RepriceFilter } from '#shared/api/prices.ts'

export type NewPriceOverride = z.input<typeof CreatePriceOverride>
export type NewModelAlias = z.input<typeof CreateModelAlias>
export type NewReprice = z.input<typeof RepriceFilter>

type ListedModelsInput = z.input<typeof ListedModels>

/** A query is text; the server checks it. */
export type ListedModelsQuery = Partial<Record<Exclude<keyof ListedModelsInput, 'type'>, string>> &
  Pick<ListedModelsInput, 'type'>
