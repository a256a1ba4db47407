import { Link } from '@tanstack/react-router'
import { ExternalLink } from 'lucide-react'
import type { Budget } from '#shared/api/budgets.ts'
import { useMoney } from '../../api/use-money.ts'
import { writeFilters } from '../../lib/search-params.ts'
import { scopeFilters, scopeText } from './budget-scope.ts'
import { periodWords } from './budget-words.ts'

/** What the budget is, in one line. */
export function TermsLine({ budget }: { budget: Budget }) {
  const money = useMoney()
  const { amountUsd, thresholds, forecastThreshold, silence, owner, url, timeZone } = budget
  const parts = [
    `${money.headline(amountUsd)} ${periodWords(budget)}, ${timeZone}`,
    `tells at ${thresholds.join(', ')}%`,
    ...(forecastThreshold === null ? [] : [`and when the forecast reaches ${forecastThreshold}%`]),
    ...(silence ? [`quiet ${silence.from}–${silence.until}`] : []),
    ...(owner ? [`owner ${owner}`] : []),
  ]
  return (
    <p className="flex flex-wrap items-center gap-x-3 gap-y-1 text-fg-2">
      <Link to="/explore" search={writeFilters(scopeFilters(budget))} className="font-medium hover:underline">
        {scopeText(budget)}
      </Link>
      {parts.map((part) => (
        <span key={part} className="text-fg-3">
          {part}
        </span>
      ))}
      {url && (
        <a
          href={url}
          target="_blank"
          rel="noreferrer"
          className="inline-flex items-center gap-1 text-accent underline"
        >
          <ExternalLink aria-hidden="true" className="size-3.5" />
          {new URL(url).host}
        </a>
      )}
    </p>
  )
}
