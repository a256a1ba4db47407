import type { ModelMeasures } from '#shared/api/models.ts'
import { Badge } from '../../components/badge.tsx'
import { fullDay } from '../../lib/dates.ts'
import { plural, UNKNOWN, usdExact } from '../../lib/format.ts'
import { rateOf } from './rate-of.ts'

export const hasNoPrice = ({ price, coverage }: ModelMeasures) => !price && coverage.unpriced > 0

/** `$2.50 / $10.00`, input and output, and where it comes from. */
export function PriceCell({ row }: { row: ModelMeasures }) {
  const { price, projectPrices } = row
  if (hasNoPrice(row)) return <Badge tone="bad">No price</Badge>
  return (
    <>
      <span title={price ? price.source : undefined}>{listPrice(row)}</span>
      <span className="block font-normal text-2xs text-fg-3">{originText(row)}</span>
      {projectPrices > 0 && (
        <span className="block font-normal text-2xs text-fg-3">
          {projectPrices} {plural(projectPrices, 'project')} with an own price
        </span>
      )}
    </>
  )
}

function listPrice({ price }: Pick<ModelMeasures, 'price'>): string {
  const [input, output] = [rateOf(price?.rates, 'input'), rateOf(price?.rates, 'output')]
  if (input === null && output === null) return price?.rates?.length ? 'not by token' : UNKNOWN
  return [input, output].flatMap((usd) => (usd === null ? [] : [usdExact(usd)])).join(' / ')
}

export function originText({ price }: Pick<ModelMeasures, 'price'>): string {
  if (!price) return 'not in the price book'
  const origin = price.origin === 'override' ? 'Own price' : 'List'
  const alias = price.alias ? ` as ${price.alias.model}` : ''
  return `${origin}${alias}${price.since ? ` since ${fullDay(price.since, 'UTC')}` : ''}`
}
