import type { AppContext } from '#server/context.ts'
import type { ListedModels, ListedModelsQuery } from '#shared/api/price-list.ts'
import type { CatalogueModel } from '#shared/pricing/catalogue.ts'
import { toListedModel } from './to-listed-model.ts'

/** A page of the catalogue by provider and model, with what each costs now. Asks no database. */
export function listModels(
  ctx: Pick<AppContext, 'catalogue' | 'clock'>,
  query: ListedModelsQuery,
): ListedModels {
  const { catalogue } = ctx
  const words = query.search.split(/\s+/)
  const all = [...catalogue.providers.values()].flatMap(({ models }) => models)
  const found = all
    .filter(({ provider, id, capabilities }) => {
      const name = `${provider}/${id}`.toLowerCase()
      return (
        (query.provider === undefined || provider === query.provider) &&
        (query.type === undefined || capabilities.type === query.type) &&
        words.every((word) => name.includes(word))
      )
    })
    .sort(byName)
  const at = ctx.clock().getTime()
  const page = found.slice(query.offset, query.offset + query.limit)
  return {
    data: page.map((model) => toListedModel(model, at)),
    total: found.length,
    providers: count(all, ({ provider }) => provider).map(([provider, models]) => ({ provider, models })),
    types: count(all, ({ capabilities }) => capabilities.type).map(([type, models]) => ({ type, models })),
    version: catalogue.version,
    checkedOn: catalogue.checkedOn,
  }
}

const byName = (a: CatalogueModel, b: CatalogueModel) =>
  a.provider === b.provider ? compare(a.id, b.id) : compare(a.provider, b.provider)

const compare = (a: string, b: string) => (a < b ? -1 : Number(a > b))

/** How many models have each value, by value; those without one are not counted. */
function count<Value extends string>(
  models: readonly CatalogueModel[],
  labelOf: (model: CatalogueModel) => Value | undefined,
): [Value, number][] {
  const counts = new Map<Value, number>()
  for (const model of models) {
    const value = labelOf(model)
    if (value !== undefined) counts.set(value, (counts.get(value) ?? 0) + 1)
  }
  return [...counts].sort(([a], [b]) => compare(a, b))
}
