import type { ReactNode } from 'react'
import type { Models } from '#shared/api/models.ts'
import { useMoney } from '../../api/use-money.ts'
import { seriesColours } from '../../charts/series-colour.ts'
import { Card, CardFooter, CardHead } from '../../components/card.tsx'
import { MissingCosts } from '../../components/missing-costs.tsx'
import type { Day } from '../../lib/dates.ts'
import { moneyScale, plural } from '../../lib/format.ts'
import type { ModelSort, ModelsView } from '../../lib/models-params.ts'
import { ModelRow } from './model-row.tsx'
import { SortHead } from './sort-head.tsx'
import { sortModels } from './sort-models.ts'

interface ModelsTableProps {
  models: Models
  view: ModelsView
  today: Day
  onSort: (part: Pick<ModelsView, 'sort' | 'order'>) => void
  /** What stands beside the provider of a row. */
  flagOf?: (row: Models['data'][number]) => ReactNode
}

const COLUMNS: { sort: ModelSort; name: string; title?: string; className?: string }[] = [
  { sort: 'name', name: 'Model' },
  { sort: 'spend', name: 'Spend', className: 'max-xs:pr-4 text-right!' },
  { sort: 'requests', name: 'Requests', className: 'max-md:hidden text-right!' },
  {
    sort: 'prompt',
    name: 'Input',
    title: 'Prompt tokens not read from a cache, with those written to one',
    className: 'max-xl:hidden text-right!',
  },
  {
    sort: 'cached',
    name: 'Cached',
    title: 'Prompt tokens read from a cache',
    className: 'max-xl:hidden text-right!',
  },
  {
    sort: 'output',
    name: 'Output',
    title: 'Output tokens, reasoning among them',
    className: 'max-xl:hidden text-right!',
  },
  {
    sort: 'paid',
    name: 'Paid / 1M',
    title: 'Spend over all tokens, and what the same tokens cost without a discount',
    className: 'max-sm:hidden text-right!',
  },
  {
    sort: 'list',
    name: 'Price / 1M',
    title: 'Input / output, charged now under the standard terms',
    className: 'max-lg:hidden text-right!',
  },
  { sort: 'latency', name: 'p50 · p95', className: 'max-lg:hidden text-right!' },
  { sort: 'errors', name: 'Errors', className: 'max-xs:hidden text-right!' },
]

/** One row for each model that was called. */
export function ModelsTable({ models, view, today, onSort, flagOf }: ModelsTableProps) {
  const { data, total, coverage } = models
  const rows = sortModels(data, view)
  const colours = seriesColours(data.map(({ model, slot }) => ({ key: model, slot })))
  const sortBy = (sort: ModelSort) =>
    onSort({ sort, order: sort === view.sort && view.order === 'natural' ? 'reversed' : 'natural' })
  const money = useMoney()
  const scale = money.scale(data.flatMap(({ costUsd }) => costUsd ?? []))
  const paidScale = moneyScale(data.flatMap(({ paid }) => paid?.usdPerMillion ?? []))
  const largest = Math.max(0, ...data.map(({ costUsd }) => Number(costUsd ?? 0)))
  return (
    <Card aria-labelledby="models">
      <CardHead
        id="models"
        title={`${total} ${plural(total, 'model')}`}
        sub="What was paid beside what they are charged at now; per 1M tokens in USD"
      />
      <table className="w-full border-t">
        <caption className="sr-only">Models that were called, with spend, tokens, prices and latency</caption>
        <thead>
          <tr className="border-b">
            {COLUMNS.map((column) => (
              <SortHead key={column.sort} {...column} view={view} onSort={sortBy} />
            ))}
          </tr>
        </thead>
        <tbody className="[&>tr+tr]:border-t">
          {rows.map((row) => (
            <ModelRow
              key={`${row.provider}/${row.model}`}
              row={row}
              colour={colours[data.indexOf(row)]!}
              view={view}
              today={today}
              money={money}
              scale={scale}
              paidScale={paidScale}
              part={largest > 0 ? Number(row.costUsd ?? 0) / largest : 0}
              flag={flagOf?.(row)}
            />
          ))}
        </tbody>
      </table>
      <CardFooter>
        <MissingCosts coverage={coverage} />
        {total > data.length && <span>{total - data.length} more with less spend are not listed</span>}
        <span className="ml-auto max-sm:hidden">≥ where requests without a cost make it a lower bound</span>
      </CardFooter>
    </Card>
  )
}
