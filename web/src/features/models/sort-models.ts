import type { ModelMeasures } from '#shared/api/models.ts'
import type { ModelSort, ModelsView } from '../../lib/models-params.ts'
import { rateOf } from './rate-of.ts'

type Figure = (row: ModelMeasures) => number | null

const amount = (text: string | null | undefined) =>
  text === null || text === undefined ? null : Number(text)

const FIGURES: Record<Exclude<ModelSort, 'name'>, Figure> = {
  spend: ({ costUsd }) => amount(costUsd),
  requests: ({ requests }) => requests,
  prompt: ({ inputTokens, cacheWriteTokens }) => inputTokens + cacheWriteTokens,
  cached: ({ cacheReadTokens }) => cacheReadTokens,
  output: ({ outputTokens }) => outputTokens,
  paid: ({ paid }) => amount(paid?.usdPerMillion),
  list: ({ price }) => amount(rateOf(price?.rates, 'input')),
  latency: ({ latencyP95 }) => latencyP95,
  errors: ({ errors, requests }) => (requests === 0 ? null : errors / requests),
}

const byName = (a: ModelMeasures, b: ModelMeasures) =>
  a.model.localeCompare(b.model, 'en') || a.provider.localeCompare(b.provider, 'en')

/** Largest first and names from A, or reversed. What is not known stands last in both orders. */
export function sortModels(
  rows: readonly ModelMeasures[],
  { sort, order }: Pick<ModelsView, 'sort' | 'order'>,
): ModelMeasures[] {
  const direction = order === 'natural' ? 1 : -1
  if (sort === 'name') return [...rows].sort((a, b) => direction * byName(a, b))
  const figure = FIGURES[sort]
  return [...rows].sort((a, b) => {
    const [x, y] = [figure(a), figure(b)]
    if (x === null || y === null) return Number(x === null) - Number(y === null) || byName(a, b)
    return direction * (y - x) || byName(a, b)
  })
}
