import { useQuery } from '@tanstack/react-query'
import { TriangleAlert } from 'lucide-react'
import { useMemo } from 'react'
import type { BudgetPreview } from '#shared/api/budgets.ts'
import { useMoney } from '../../api/use-money.ts'
import { Card, CardFooter, CardHead } from '../../components/card.tsx'
import { Refetching } from '../../components/refetching.tsx'
import { Skeleton } from '../../components/skeleton.tsx'
import { shortDay } from '../../lib/dates.ts'
import { integer, plural } from '../../lib/format.ts'
import { valueName } from '../../lib/labels.ts'
import { useSettled } from '../../lib/use-settled.ts'
import { type BudgetDraft, toPreview } from './budget-draft.ts'
import { budgetPreviewOptions } from './queries.ts'

/** What the budget of the form would have done, as one types. */
export function BudgetPreviewCard({ draft }: { draft: BudgetDraft }) {
  const asked = useSettled(useMemo(() => toPreview(draft), [draft]))
  const preview = useQuery(budgetPreviewOptions(asked))
  return (
    <Card aria-labelledby="preview" aria-live="polite">
      <CardHead id="preview" title="Had it been there before" sub="By the events of the last 90 days" />
      {!asked && (
        <p className="px-4 pb-4 text-fg-3 text-xs">Enter an amount to see when it would have fired.</p>
      )}
      {asked && preview.isPending && (
        <div className="px-4 pb-4">
          <Skeleton className="h-20" />
        </div>
      )}
      {asked && preview.isError && <p className="px-4 pb-4 text-bad text-xs">{preview.error.message}</p>}
      {asked && preview.data && !preview.isError && (
        <Refetching stale={preview.isPlaceholderData}>
          <Preview preview={preview.data} />
        </Refetching>
      )}
    </Card>
  )
}

/** `Would have fired 3 times in the last 90 days, on these days:` */
function firedText({ fired }: BudgetPreview): string {
  if (fired === 0) return 'Would not have fired in the last 90 days.'
  return `Would have fired ${integer(fired)} ${plural(fired, 'time')} in the last 90 days, on ${plural(fired, 'this day', 'these days')}:`
}

const SHOWN = 12

function Preview({ preview }: { preview: BudgetPreview }) {
  const money = useMoney()
  const { hasMatched, firings, fired, spentUsd, requests, unpricedEvents } = preview
  if (!hasMatched)
    return (
      <p className="mx-4 mb-4 flex gap-2 rounded-lg bg-warn-soft px-3 py-2 text-xs">
        <TriangleAlert aria-hidden="true" className="mt-0.5 size-3.5 shrink-0 text-warn" strokeWidth={1.85} />
        No event has ever matched this scope. It counts what comes, but look for a misspelt value first.
      </p>
    )
  const shown = firings.slice(0, SHOWN)
  return (
    <>
      <p className="px-4 pb-2 font-medium">{firedText(preview)}</p>
      <ul className="px-4 pb-3 text-xs">
        {shown.map(({ day, group, threshold, spentUsd: spent, forecastUsd }) => (
          <li key={`${day} ${group} ${forecastUsd}`} className="flex items-baseline gap-2 py-0.75">
            <span className="num w-14 shrink-0 font-medium">{shortDay(`${day}T00:00:00Z`, 'UTC')}</span>
            <span className="min-w-0 flex-1 truncate text-fg-2">
              {group !== null && `${valueName(group)} `}
              {forecastUsd === null ? `past ${threshold}%` : `on course for ${money.headline(forecastUsd)}`}
            </span>
            <span className="num text-fg-3">{money.headline(spent)}</span>
          </li>
        ))}
        {fired > shown.length && <li className="pt-1 text-fg-3">and {integer(fired - shown.length)} more</li>}
      </ul>
      <CardFooter>
        <span>
          {money.headline(spentUsd)} by {integer(requests)} {plural(requests, 'request')}
        </span>
        {unpricedEvents > 0 && (
          <span className="text-warn">
            {integer(unpricedEvents)} {plural(unpricedEvents, 'request')} without a cost not counted
          </span>
        )}
      </CardFooter>
    </>
  )
}
