import { useQuery } from '@tanstack/react-query'
import { ChevronLeft, Plus } from 'lucide-react'
import { Button } from '../../components/button.tsx'
import { Card, CardHead } from '../../components/card.tsx'
import { LifecycleBadge } from '../../components/lifecycle-badge.tsx'
import { ListedFacts } from '../../components/listed-facts.tsx'
import type { Day } from '../../lib/dates.ts'
import { splitModelName } from '../../lib/prices-params.ts'
import { PriceHistoryCard } from './price-history-card.tsx'
import { priceHistoryOptions } from './queries.ts'

interface ListedModelDetailProps {
  /** `provider/model` */
  name: string
  today: Day
  onBack: () => void
  /** Given to whom may change prices. */
  onPrice: ((model: { provider: string; model: string }) => void) | undefined
}

/** One model of the catalogue: what it can do, and what it was charged at by date. */
export function ListedModelDetail({ name, today, onBack, onPrice }: ListedModelDetailProps) {
  const { provider, model } = splitModelName(name)
  const history = useQuery(priceHistoryOptions(provider, model))
  return (
    <>
      <div className="flex items-center justify-between gap-3">
        <Button size="sm" variant="ghost" className="-ml-2" onClick={onBack}>
          <ChevronLeft aria-hidden="true" />
          All models
        </Button>
        {onPrice && (
          <Button size="sm" onClick={() => onPrice({ provider, model })}>
            <Plus aria-hidden="true" />
            Own price for it
          </Button>
        )}
      </div>
      {history.data && (
        <Card aria-labelledby="facts">
          <CardHead
            id="facts"
            title={history.data.model}
            sub={history.data.provider}
            actions={<LifecycleBadge listed={history.data} today={today} />}
          />
          <ListedFacts listed={history.data} />
        </Card>
      )}
      <PriceHistoryCard provider={provider} model={model} />
    </>
  )
}
