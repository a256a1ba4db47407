import type { Adjustment, CatalogueModel, CatalogueProvider } from '#shared/pricing/catalogue.ts'
import type { DatedSheet } from '#shared/pricing/dated-sheet.ts'
import type { PriceTier } from '#shared/pricing/price-sheet.ts'
import type { Factor, Rate } from '#shared/pricing/rate.ts'
import { TOKEN_CLASSES, type UsageClass } from '#shared/usage/classes.ts'

/** A price of a class in a tier, the least of a class that is billed, or a factor on prices. */
export interface Priced {
  class: UsageClass | `minimum ${UsageClass}` | 'factor'
  /** The least prompt of a long-context tier, null for the base price. */
  minPrompt: number | null
  rate: Rate
}

/** The rows that follow one another: those of one model, under the same terms and at the same hours. */
export interface PriceSlice {
  /** `*` for factors on every model. */
  model: string
  /** The terms and daily windows under which alone the rows hold, such as `tier=batch`; empty: the standard. */
  under: string
  rows: { from: number; until: number; prices: ReadonlyMap<string, Priced> }[]
}

/** All prices and factors of a provider, by what tells one slice from another. Of the rows of a slice the last in force counts. */
export function slicesOf(provider: CatalogueProvider | undefined): Map<string, PriceSlice> {
  const slices = new Map<string, PriceSlice>()
  const add = (model: string, under: string, row: PriceSlice['rows'][number]) => {
    const key = `${model} ${under}`
    const slice = slices.get(key) ?? { model, under, rows: [] }
    slices.set(key, slice)
    slice.rows.push(row)
  }
  for (const model of provider?.models ?? []) addPrices(model, add)
  for (const adjustment of provider?.adjustments ?? []) addFactor(adjustment, add)
  return slices
}

type Add = (model: string, under: string, row: PriceSlice['rows'][number]) => void

function addPrices(model: CatalogueModel, add: Add): void {
  for (const row of model.prices) add(model.id, describeUnder(row), { ...row, prices: pricesOf(row) })
}

function describeUnder({ terms, hours, weekdays }: DatedSheet): string {
  const names = (terms ?? []).map(([name, value]) => `${name}=${value}`).sort()
  const windows = (hours ?? []).map((window) => window.map(toClock).join('-'))
  const days = weekdays ? [`weekdays=${[...weekdays].sort().join('')}`] : []
  return [...names, ...windows, ...days].join(' ')
}

const toClock = (minute: number) =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`

function pricesOf({ sheet }: DatedSheet): Map<string, Priced> {
  const minimums = sheet.minimums.map(({ class: name, quantity, exact }) => {
    const rate = { amount: String(quantity), per: 1, pico: exact.digits, over: exact.over }
    return [`minimum ${name}`, { class: `minimum ${name}`, minPrompt: null, rate }] as const
  })
  const tiers: (Pick<PriceTier, 'rates'> & { minPrompt: number | null })[] = [
    { minPrompt: null, rates: sheet.rates },
    ...sheet.longContext,
  ]
  const prices = tiers.flatMap(({ minPrompt, rates }) =>
    [...rates].map(([name, rate]) => [`${name} ${minPrompt}`, { class: name, minPrompt, rate }] as const),
  )
  return new Map<string, Priced>([...prices, ...minimums])
}

/** A factor that names models is compared model by model, one for all models as `*`. */
function addFactor({ term, values, models, from, until, factor }: Adjustment, add: Add): void {
  const rate = { amount: factor.amount, per: 1, pico: factor.digits, over: factor.over }
  const prices = new Map([['factor', { class: 'factor', minPrompt: null, rate } as const]])
  for (const model of models ?? ['*'])
    for (const value of values)
      add(model, `${term}=${value}${describeClasses(factor)}`, { from, until, prices })
}

const describeClasses = ({ classes }: Factor) =>
  classes === TOKEN_CLASSES ? '' : ` classes=${[...classes].sort().join(',')}`
