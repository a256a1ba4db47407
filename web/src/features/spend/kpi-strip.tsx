import { Link } from '@tanstack/react-router'
import { clsx } from 'clsx'
import type { ReactNode } from 'react'
import type { Coverage, SpendBy, SpendOverTime } from '#shared/api/spend.ts'
import { useMoney } from '../../api/use-money.ts'
import { Sparkline } from '../../charts/sparkline.tsx'
import { Card } from '../../components/card.tsx'
import { Delta, toneClass } from '../../components/delta.tsx'
import { KpiCell } from '../../components/kpi-cell.tsx'
import { change, compact, coveragePercent, integer, percent, points, UNKNOWN } from '../../lib/format.ts'
import type { Metric } from '../../lib/search-params.ts'
import {
  baseOf,
  cacheHitRate,
  changeOf,
  costNumber,
  costPerRequest,
  NO_COST_REASON,
  trendOf,
} from './amounts.ts'

interface KpiStripProps {
  spend: SpendBy
  overTime: SpendOverTime | undefined
  metric: Metric
  onMetric: (metric: Metric) => void
  /** The cell about the month. */
  forecast: ReactNode
}

export function KpiStrip({ spend, overTime, metric, onMetric, forecast }: KpiStripProps) {
  const money = useMoney()
  const { total, coverage } = spend
  const previous = baseOf(spend)
  const perRequest = costPerRequest(total)
  const spendChange = changeOf(costNumber(total), previous && costNumber(previous))
  const requestsChange = previous && change(total.requests, previous.requests)
  const perRequestChange = changeOf(perRequest, previous && costPerRequest(previous))
  return (
    <Card aria-label="Key figures">
      <div className="grid grid-cols-2 gap-px bg-line lg:grid-cols-3 xl:grid-cols-[1.35fr_1.2fr_1fr_1fr_1fr_1fr]">
        <KpiCell
          lead
          label="Spend"
          figure={total.costUsd === null ? UNKNOWN : money.headline(total.costUsd)}
          title={total.costUsd === null ? NO_COST_REASON : money.exact(total.costUsd)}
          selected={metric === 'cost'}
          onSelect={() => onMetric('cost')}
        >
          {!previous && 'Nothing earlier'}
          {spendChange && (
            <>
              <Delta change={spendChange} tone="cost" />
              vs previous
            </>
          )}
          {overTime && (
            <Sparkline
              className="absolute right-4 bottom-3.5 max-sm:hidden"
              width={72}
              height={28}
              values={trendOf(overTime.total, overTime)}
            />
          )}
        </KpiCell>
        {forecast}
        <KpiCell
          label="Requests"
          figure={compact(total.requests)}
          title={integer(total.requests)}
          selected={metric === 'requests'}
          onSelect={() => onMetric('requests')}
        >
          {requestsChange && <Delta change={requestsChange} tone="plain" />}
        </KpiCell>
        <KpiCell label="Cost per request" figure={perRequest === null ? UNKNOWN : money.headline(perRequest)}>
          {perRequestChange && <Delta change={perRequestChange} tone="cost" />}
        </KpiCell>
        <CacheCell spend={spend} />
        <CoverageCell coverage={coverage} />
      </div>
    </Card>
  )
}

function CacheCell({ spend }: { spend: SpendBy }) {
  const previous = baseOf(spend)
  const rate = cacheHitRate(spend.total)
  const before = previous && cacheHitRate(previous)
  const compared = rate !== null && before !== null
  return (
    <KpiCell
      label="Cache hit rate"
      figure={rate === null ? UNKNOWN : percent(rate)}
      title="Share of prompt tokens read from a cache"
    >
      {compared && (
        <span className={`num font-[550] ${toneClass(rate >= before ? 'up' : 'down', 'gain')}`}>
          {points(rate, before)}
        </span>
      )}
    </KpiCell>
  )
}

function CoverageCell({ coverage }: { coverage: Coverage }) {
  const { priced, reported } = coverage.shares
  const known = coverage.priced + coverage.reported === coverage.requests ? 1 : priced + reported
  const missing = coverage.unpriced + coverage.invalid
  const note =
    missing > 0
      ? `${integer(missing)} without a cost`
      : coverage.partial > 0
        ? `${integer(coverage.partial)} partly priced`
        : 'Every request has a cost'
  return (
    <KpiCell label="Priced" figure={coverage.requests === 0 ? UNKNOWN : coveragePercent(known)}>
      {coverage.requests > 0 &&
        (missing + coverage.partial > 0 ? (
          <Link
            to="/prices"
            search={{ tab: 'unpriced' }}
            className={clsx('underline-offset-2 hover:underline', missing > 0 && 'text-warn')}
          >
            {note}
          </Link>
        ) : (
          note
        ))}
    </KpiCell>
  )
}
