import { Link } from '@tanstack/react-router'
import { clsx } from 'clsx'
import type { ListedOpportunity } from '#shared/api/savings.ts'
import { Badge } from '../../components/badge.tsx'
import { LifecycleBadge } from '../../components/lifecycle-badge.tsx'
import { cellClass, edgeClass, numberClass } from '../../components/table.ts'
import type { Day } from '../../lib/dates.ts'
import { compact, integer, percent, UNKNOWN } from '../../lib/format.ts'
import type { Money } from '../../lib/money.ts'
import { CONFIDENCE_NAMES, CONFIDENCE_TONES, EFFORT_NAMES, STATE_NAMES, STATE_TONES } from './state-words.ts'

interface OpportunityRowProps {
  opportunity: ListedOpportunity
  money: Money
  /** Decimals of the column of savings. */
  scale: number
  today: Day
}

export function OpportunityRow({ opportunity, money, scale, today }: OpportunityRowProps) {
  const { id, title, action, state, confidence, effort, owner, eventCount, type, scope, deadline } =
    opportunity
  const cell = clsx(cellClass, edgeClass, 'py-1.5')
  const isNotice = type === 'measurement_warning'
  return (
    <tr className="relative transition-colors duration-75 hover:bg-hover">
      <th scope="row" className={clsx(cell, 'text-left font-medium')}>
        <Link
          to="/savings/$id"
          params={{ id }}
          className="rounded-sm [overflow-wrap:anywhere] after:absolute after:inset-0"
        >
          {title}
        </Link>
        {deadline !== null && (
          <span className="block font-normal">
            <LifecycleBadge listed={{ shutdown: deadline, deprecated: true }} today={today} />
          </span>
        )}
        <span className="block font-normal text-2xs text-fg-3">
          {scope.environment && `In ${scope.environment}. `}
          <span className="max-sm:hidden">{action}</span>
        </span>
      </th>
      <td className={clsx(cell, numberClass, 'whitespace-nowrap max-xs:pr-4')}>
        {isNotice ? (
          <span title="A warning saves nothing">{UNKNOWN}</span>
        ) : (
          <Saving of={opportunity} money={money} scale={scale} />
        )}
      </td>
      <td className={clsx(cell, 'max-xs:hidden')}>
        <Badge tone={CONFIDENCE_TONES[confidence]}>{CONFIDENCE_NAMES[confidence]}</Badge>
      </td>
      <td className={clsx(cell, 'text-fg-2 max-lg:hidden')}>{EFFORT_NAMES[effort]}</td>
      <td className={clsx(cell, 'max-md:hidden')}>
        <Badge tone={STATE_TONES[state]}>{STATE_NAMES[state]}</Badge>
      </td>
      <td className={clsx(cell, 'text-fg-2 max-xl:hidden')}>{owner ?? UNKNOWN}</td>
      <td className={clsx(cell, numberClass, 'text-fg-2 max-md:hidden')} title={integer(eventCount)}>
        {compact(eventCount)}
      </td>
    </tr>
  )
}

function Saving({ of, money, scale }: { of: ListedOpportunity; money: Money; scale: number }) {
  const { savings, acceptedUsdMonthly, realisedUsd, type } = of
  if (type === 'realised_savings')
    return (
      <>
        <span
          className="font-medium text-good"
          title={realisedUsd === null ? undefined : money.exact(realisedUsd)}
        >
          {realisedUsd === null ? UNKNOWN : money.scaled(realisedUsd, scale)}
        </span>
        <span className="block text-2xs text-fg-3">saved so far</span>
      </>
    )
  const shown = acceptedUsdMonthly ?? savings.marginalUsd
  return (
    <>
      <span
        className={clsx('font-medium', shown.startsWith('-') ? 'text-bad' : 'text-good')}
        title={money.exact(shown)}
      >
        {money.scaled(shown, scale)}
      </span>
      <span className="block text-2xs text-fg-3">
        {realisedUsd === null
          ? describeShare(savings.shareOfSegment)
          : `${money.headline(realisedUsd)} saved so far`}
      </span>
    </>
  )
}

const describeShare = (share: number) =>
  share < 0 ? `costs ${percent(-share)} more` : `${percent(share)} of what it costs`
