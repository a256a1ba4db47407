import { Link } from '@tanstack/react-router'
import type { Budget, BudgetGroup } from '#shared/api/budgets.ts'
import { OTHER_VALUE } from '#shared/api/labels.ts'
import { useMoney } from '../../api/use-money.ts'
import { Meter } from '../../components/meter.tsx'
import { integer, plural } from '../../lib/format.ts'
import { writeFilters } from '../../lib/search-params.ts'
import { wholePercent } from './budget-burn.tsx'
import { groupName, scopeFilters } from './budget-scope.ts'

const TONES = { counting: 'plain', ok: 'plain', warning: 'warn', over: 'bad' } as const

/** The counters of a budget with groups, those that spent most first. */
export function GroupMeters({ budget }: { budget: Budget }) {
  const { groups, current } = budget
  const hidden = (current?.groups ?? 0) - groups.length
  return (
    <div className="@container">
      <ul className="grid @lg:grid-cols-2 @4xl:grid-cols-3 gap-x-8 gap-y-3">
        {groups.map((group) => (
          <li key={group.key}>
            <GroupMeter budget={budget} group={group} />
          </li>
        ))}
      </ul>
      {hidden > 0 && <p className="mt-3 text-fg-3 text-xs">and {integer(hidden)} more</p>}
    </div>
  )
}

function GroupMeter({ budget, group }: { budget: Budget; group: BudgetGroup }) {
  const money = useMoney()
  const { groupBy, amountUsd } = budget
  const { key, ratio, state, spentUsd, unpricedEvents } = group
  const name = groupBy ? groupName(group.name || key, groupBy) : key
  const spent = `${unpricedEvents > 0 ? 'at least ' : ''}${money.headline(spentUsd)}`
  return (
    <>
      <p className="mb-1 flex items-baseline justify-between gap-2 text-xs">
        {groupBy && key !== OTHER_VALUE ? (
          <Link
            to="/explore"
            search={writeFilters([
              ...scopeFilters(budget),
              { label: groupBy, exclude: false, values: [key] },
            ])}
            className="min-w-0 truncate font-medium hover:underline"
          >
            {name}
          </Link>
        ) : (
          <span className="min-w-0 truncate">{name}</span>
        )}
        <span className="num shrink-0 text-fg-2" title={money.exact(spentUsd)}>
          {spent} · {wholePercent(ratio)}
        </span>
      </p>
      <Meter
        label={`Spent by ${name}`}
        text={`${wholePercent(ratio)} of ${money.headline(amountUsd)} spent`}
        ratio={ratio}
        tone={TONES[state]}
      />
      {unpricedEvents > 0 && (
        <p className="mt-0.5 text-2xs text-warn">
          {integer(unpricedEvents)} {plural(unpricedEvents, 'request')} without a cost
        </p>
      )}
    </>
  )
}
