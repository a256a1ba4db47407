import { useInfiniteQuery } from '@tanstack/react-query'
import { SearchX } from 'lucide-react'
import { useState } from 'react'
import type { ListedModels } from '#shared/api/price-list.ts'
import { Button } from '../../components/button.tsx'
import { Card, CardFooter } from '../../components/card.tsx'
import { CardError } from '../../components/card-error.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { SelectField, TextField } from '../../components/field.tsx'
import { Refetching } from '../../components/refetching.tsx'
import { Skeleton } from '../../components/skeleton.tsx'
import { type Day, fullDay } from '../../lib/dates.ts'
import { integer, plural } from '../../lib/format.ts'
import type { PricesView } from '../../lib/prices-params.ts'
import { ListedTable } from './listed-table.tsx'
import { listedModelsOptions } from './queries.ts'

interface ModelsCardProps {
  view: PricesView
  today: Day
  onChange: (part: Partial<PricesView>, replace?: boolean) => void
}

/** The catalogue: searched and filtered by the server, page by page. */
export function ModelsCard({ view, today, onChange }: ModelsCardProps) {
  const models = useInfiniteQuery(listedModelsOptions(view))
  const [cleared, setCleared] = useState(0)
  if (!models.data) {
    if (!models.error) return <Skeleton className="h-[480px] rounded-xl!" />
    return (
      <Card>
        <CardError what="Prices" error={models.error} onRetry={() => models.refetch()} />
      </Card>
    )
  }
  const [first] = models.data.pages
  const rows = models.data.pages.flatMap(({ data }) => data)
  const total = first?.total ?? 0
  return (
    <Card aria-label="Models in the catalogue">
      {first && <Filters key={cleared} view={view} facets={first} onChange={onChange} />}
      {rows.length === 0 ? (
        <EmptyState icon={SearchX} title="No model matches">
          <Button
            size="sm"
            className="mt-3"
            onClick={() => {
              setCleared(cleared + 1)
              onChange({ search: '', provider: '', type: '' })
            }}
          >
            Clear the search
          </Button>
        </EmptyState>
      ) : (
        <Refetching stale={models.isPlaceholderData}>
          <ListedTable models={rows} today={today} onOpen={(model) => onChange({ model })} />
        </Refetching>
      )}
      <CardFooter>
        <span>
          {integer(rows.length)} of {integer(total)} {plural(total, 'model')}
        </span>
        {models.hasNextPage && (
          <Button size="sm" disabled={models.isFetchingNextPage} onClick={() => models.fetchNextPage()}>
            Show more
          </Button>
        )}
        {first && (
          <span className="ml-auto">
            Catalogue {first.version}, checked {fullDay(first.checkedOn, 'UTC')}
          </span>
        )}
      </CardFooter>
    </Card>
  )
}

interface FiltersProps extends Pick<ModelsCardProps, 'view' | 'onChange'> {
  facets: Pick<ListedModels, 'providers' | 'types'>
}

function Filters({ view, facets, onChange }: FiltersProps) {
  // The address follows the typing; if it led, letters typed quickly would be lost.
  const [text, setText] = useState(view.search)
  const type = (search: string) => {
    setText(search)
    onChange({ search }, true)
  }
  return (
    <div className="grid gap-3 px-4 pt-3.5 pb-4 sm:grid-cols-[1fr_12rem_12rem]">
      <TextField
        label="Search"
        type="search"
        placeholder="gpt-4o"
        value={text}
        onChange={({ target }) => type(target.value)}
      />
      <SelectField
        label="Provider"
        value={view.provider}
        onChange={({ target }) => onChange({ provider: target.value })}
      >
        <option value="">Any</option>
        {facets.providers.map(({ provider, models }) => (
          <option key={provider} value={provider}>
            {provider} ({models})
          </option>
        ))}
      </SelectField>
      <SelectField
        label="Type"
        value={view.type}
        onChange={({ target }) => onChange({ type: target.value as PricesView['type'] })}
      >
        <option value="">Any</option>
        {facets.types.map(({ type, models }) => (
          <option key={type} value={type}>
            {type} ({models})
          </option>
        ))}
      </SelectField>
    </div>
  )
}
