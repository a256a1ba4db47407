import { Link } from '@tanstack/react-router'
import { SearchX } from 'lucide-react'
import type { Simulation } from '#shared/api/simulations.ts'
import { useMoney } from '../../api/use-money.ts'
import { Card, CardFooter, CardHead } from '../../components/card.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { KpiCell } from '../../components/kpi-cell.tsx'
import { integer, latency, plural, UNKNOWN } from '../../lib/format.ts'
import { SimulationDays } from './simulation-days.tsx'

const REASONS: Record<string, string> = {
  cost_unknown: 'without a known cost',
  context_too_small: 'too long for the other model',
  unknown_model: 'to a model without a price',
  no_price_at_that_time: 'to a model without a price then or now',
  terms_without_price: 'under terms that the other model is not sold under',
  media_units: 'with images, sound or video, which models count in their own ways',
  class_without_price: 'with usage that the other model has no price for',
}

const isAbove = (usd: string) => Number(usd) > 0

/** Both costs, the range between what may come true, and what follows for the rest. */
export function SimulationResult({ simulation }: { simulation: Simulation }) {
  const money = useMoney()
  const { currentUsd, simulatedUsd, savingUsdMonthly, requests, simulated } = simulation
  const saves = isAbove(savingUsdMonthly.expectedUsd)
  if (simulated === 0) return <NothingSimulated simulation={simulation} />
  return (
    <>
      <Card aria-label="Result">
        <div className="grid grid-cols-2 gap-px bg-line *:first:max-lg:col-span-2 *:last:max-lg:col-span-2 lg:grid-cols-4">
          <KpiCell
            lead
            label={saves ? 'Saves a month' : 'Costs more a month'}
            figure={money.headline(savingUsdMonthly.expectedUsd.replace('-', ''))}
            title={money.exact(savingUsdMonthly.expectedUsd)}
          >
            from {money.headline(savingUsdMonthly.lowUsd)} to {money.headline(savingUsdMonthly.highUsd)}
          </KpiCell>
          <KpiCell
            label="Cost in 30 days"
            figure={money.headline(currentUsd)}
            title={money.exact(currentUsd)}
          >
            {integer(simulated)} of {integer(requests)} {plural(requests, 'request')}
          </KpiCell>
          <KpiCell
            label="Would have cost"
            figure={money.headline(simulatedUsd.expectedUsd)}
            title={money.exact(simulatedUsd.expectedUsd)}
          >
            {money.headline(simulatedUsd.lowUsd)} to {money.headline(simulatedUsd.highUsd)}
          </KpiCell>
          <Latency simulation={simulation} />
        </div>
        <Quality simulation={simulation} />
        <LeftOut simulation={simulation} />
      </Card>
      {simulation.days.length > 0 && <SimulationDays days={simulation.days} />}
      <Effects simulation={simulation} />
    </>
  )
}

/** Nothing was compared, which is not the same as nothing to save. */
function NothingSimulated({ simulation }: { simulation: Simulation }) {
  const { requests } = simulation
  return (
    <Card aria-label="Result">
      <EmptyState
        icon={SearchX}
        title={requests === 0 ? 'No request matches' : `None of ${integer(requests)} requests has a price`}
      >
        {requests === 0 && (
          <p className="max-w-md text-fg-3 text-sm">
            None of the last 30 days is of this feature and model. Write names as Requests shows them, or
            leave a field empty to count all.
          </p>
        )}
      </EmptyState>
      <LeftOut simulation={simulation} />
    </Card>
  )
}

function Latency({ simulation: { latency: shift } }: { simulation: Simulation }) {
  return (
    <KpiCell
      label="Latency p50"
      figure={shift ? latency(shift.target.p50Ms) : UNKNOWN}
      title={
        shift
          ? `${integer(shift.target.requests)} requests of the other model`
          : 'Too few requests of both models'
      }
    >
      {shift
        ? `now ${latency(shift.current.p50Ms)}; p95 ${latency(shift.target.p95Ms)}, now ${latency(shift.current.p95Ms)}`
        : 'not measured for both models'}
    </KpiCell>
  )
}

/** What is known of the answers: by task, for a mean over several can hide a bad one. */
function Quality({ simulation: { quality } }: { simulation: Simulation }) {
  if (quality.length === 0) return null
  return (
    <CardFooter>
      <ul>
        {quality.map(({ task, current, target, lowerBound }) => (
          <li key={task} className="num">
            {task === '' ? 'Scores' : `Scores of ${task}`}: {target.mean.toFixed(3)} in{' '}
            {integer(target.scored)} requests of the other model, {current.mean.toFixed(3)} now; worse by{' '}
            {Math.max(0, -lowerBound).toFixed(3)} at the most
          </li>
        ))}
      </ul>
    </CardFooter>
  )
}

function LeftOut({ simulation: { leftOut } }: { simulation: Simulation }) {
  const reasons = Object.entries(leftOut)
  if (reasons.length === 0) return null
  return (
    <CardFooter>
      <span>
        Left out of both sums:{' '}
        {reasons.map(([reason, count]) => `${integer(count)} ${REASONS[reason] ?? reason}`).join(', ')}
      </span>
    </CardFooter>
  )
}

function Effects({ simulation: { opportunities } }: { simulation: Simulation }) {
  const money = useMoney()
  if (opportunities.length === 0) return null
  return (
    <Card aria-labelledby="effects">
      <CardHead id="effects" title="Other opportunities" sub="Over the same requests" />
      <ul className="border-t px-4 py-2 [&>li+li]:border-t">
        {opportunities.map(({ opportunityId, title, effect, savingUsd, remainingUsd }) => (
          <li
            key={opportunityId}
            className="flex min-h-11 flex-wrap items-center justify-between gap-x-4 py-1.5"
          >
            <Link
              to="/savings/$id"
              params={{ id: opportunityId }}
              className="font-medium underline-offset-2 hover:underline"
            >
              {title}
            </Link>
            <span className="num text-fg-2 text-xs">
              {effect === 'replaced'
                ? `replaced: ${money.headline(savingUsd)} a month no longer on top`
                : `${money.headline(remainingUsd)} instead of ${money.headline(savingUsd)} a month`}
            </span>
          </li>
        ))}
      </ul>
    </Card>
  )
}
