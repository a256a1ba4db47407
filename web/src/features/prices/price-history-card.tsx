import { useQuery } from '@tanstack/react-query'
import type { DatedPrice, PriceHistory } from '#shared/api/price-list.ts'
import { Badge } from '../../components/badge.tsx'
import { Card, CardFooter, CardHead } from '../../components/card.tsx'
import { CardError } from '../../components/card-error.tsx'
import { Skeleton } from '../../components/skeleton.tsx'
import { fullDay } from '../../lib/dates.ts'
import { integer } from '../../lib/format.ts'
import { priceHistoryOptions } from './queries.ts'
import { RatesList } from './rates-list.tsx'
import { SourceText } from './source-text.tsx'

interface PriceHistoryCardProps {
  provider: string
  model: string
}

/** Every price of a model of the catalogue by date, with its conditions and its source. */
export function PriceHistoryCard({ provider, model }: PriceHistoryCardProps) {
  const history = useQuery(priceHistoryOptions(provider, model))
  if (history.isPending) return <Skeleton className="h-80 rounded-xl!" />
  if (history.isError)
    return (
      <Card>
        <CardError what="Prices" error={history.error} onRetry={() => history.refetch()} />
      </Card>
    )
  const { prices, factors, version, checkedOn, source } = history.data
  return (
    <Card aria-labelledby="price-history">
      <CardHead
        id="price-history"
        title="Price history"
        sub={`${provider}/${model} in the catalogue, USD for 1M tokens`}
      />
      <ol className="[&>li]:border-t">
        {prices.map((price, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: prices have no id, several may begin on one day, and the list is replaced as a whole, never reordered.
          <PriceItem key={index} price={price} source={price.source ?? source} />
        ))}
      </ol>
      {factors.length > 0 && <Factors factors={factors} />}
      <CardFooter>
        <span>
          Catalogue {version}, checked {fullDay(checkedOn, 'UTC')}
        </span>
      </CardFooter>
    </Card>
  )
}

function PriceItem({ price, source }: { price: DatedPrice; source: string }) {
  const conditions = conditionsOf(price)
  return (
    <li className="px-4 py-3">
      <p className="flex flex-wrap items-center gap-2 font-medium">
        {datesText(price)}
        {price.inForce && <Badge tone="good">{price.terms ? 'In force' : 'Now'}</Badge>}
        {price.reviewAfter && <Badge tone="warn">Announced until {fullDay(price.reviewAfter, 'UTC')}</Badge>}
      </p>
      {conditions && <p className="text-fg-3 text-xs">{conditions}</p>}
      <RatesList rates={price.rates} />
      {price.longContext.map(({ minPrompt, rates }) => (
        <div key={minPrompt} className="mt-2">
          <p className="text-fg-3 text-xs">Whole request, prompt of {integer(minPrompt)} tokens or more</p>
          <RatesList rates={rates} />
        </div>
      ))}
      <p className="mt-1.5 text-2xs text-fg-3">
        Source: <SourceText source={source} />
      </p>
    </li>
  )
}

function datesText({ from, until }: Pick<DatedPrice, 'from' | 'until'>): string {
  if (from && until) return `${fullDay(from, 'UTC')} – ${fullDay(until, 'UTC')}`
  if (from) return `Since ${fullDay(from, 'UTC')}`
  return until ? `Until ${fullDay(until, 'UTC')}` : 'From the start'
}

const WEEKDAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat']

function conditionsOf({ terms, hours, weekdays, minimums }: DatedPrice): string {
  const parts = [
    terms &&
      `Only under ${Object.entries(terms)
        .map(([name, value]) => `${name} ${value}`)
        .join(', ')}`,
    hours && `From ${hours.map(({ from, to }) => `${from} to ${to}`).join(', ')} UTC`,
    weekdays && `On ${weekdays.map((day) => WEEKDAYS[day]).join(', ')}`,
    ...minimums.map(({ class: name, quantity }) => `At least ${quantity} ${name} are billed`),
  ]
  return parts.filter((part) => part !== null).join('. ')
}

function Factors({ factors }: Pick<PriceHistory, 'factors'>) {
  return (
    <div className="border-t px-4 py-3">
      <p className="font-medium">Where no price is published</p>
      <ul className="mt-1 text-fg-2 text-xs">
        {factors.map(({ term, values, factor }) => (
          <li key={`${term} ${values.join()}`}>
            {term} {values.join(', ')}: <span className="num">× {factor}</span>
          </li>
        ))}
      </ul>
    </div>
  )
}
