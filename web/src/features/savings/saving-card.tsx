import type { Finding } from '#shared/api/opportunities.ts'
import type { Opportunity } from '#shared/api/savings.ts'
import { useMoney } from '../../api/use-money.ts'
import { Card, CardHead } from '../../components/card.tsx'
import { fullDay } from '../../lib/dates.ts'
import { integer, percent, plural, UNKNOWN } from '../../lib/format.ts'
import type { Money } from '../../lib/money.ts'
import { EventsLink } from './events-link.tsx'
import { RangeBar } from './range-bar.tsx'
import { EFFORT_NAMES } from './state-words.ts'

const toPromise = ({ savings, effort, currentCostUsd }: Finding, money: Money): [string, string][] => [
  ['Cost now, in the window', money.headline(currentCostUsd)],
  ['Share of that', percent(savings.shareOfSegment)],
  ['If nothing else is done', `${money.headline(savings.standaloneUsd)} a month`],
  ['After the others', `${money.headline(savings.marginalUsd)} a month`],
  ['In a year at this rate', money.headline(Number(savings.marginalUsd) * 12)],
  ['Effort', EFFORT_NAMES[effort]],
]

function toResult({ savings, currentCostUsd }: Finding, money: Money): [string, string][] {
  const saved = Number(savings.expectedUsd)
  const before = Number(currentCostUsd) + saved
  return [
    ['Would have cost', money.headline(before)],
    ['Cost', money.headline(currentCostUsd)],
    ['Share saved', before === 0 ? UNKNOWN : percent(saved / before)],
  ]
}

/** How much, how it is worked out, and the requests that it is worked out from. */
export function SavingCard({ opportunity, timeZone }: { opportunity: Opportunity; timeZone: string }) {
  const money = useMoney()
  const { finding, decided, projectId } = opportunity
  const shown = decided ?? finding
  const { savings, eventCount, formula, window, from } = shown
  const isRealised = finding.type === 'realised_savings'
  const facts = isRealised ? toResult(shown, money) : toPromise(shown, money)
  return (
    <Card aria-labelledby="saving">
      <CardHead
        id="saving"
        title={isRealised ? 'What was saved' : decided ? 'What was promised' : 'What it would save'}
        sub={
          decided
            ? 'Frozen when it was decided; later searches do not move it'
            : `From ${fullDay(window.from, timeZone)} to ${fullDay(window.to, timeZone)}, as of the last search`
        }
      />
      <p className="px-4 text-fg-3 text-xs">
        <span className="num font-semibold text-2xl text-good" title={money.exact(savings.expectedUsd)}>
          {money.headline(savings.expectedUsd)}
        </span>{' '}
        {isRealised
          ? 'in 30 days, counted request by request'
          : `a month expected, from ${money.headline(savings.lowUsd)} to ${money.headline(savings.highUsd)}`}
      </p>
      <div className="px-4 pt-2 pb-3">{!isRealised && <RangeBar savings={savings} money={money} />}</div>
      <dl className="grid grid-cols-2 gap-x-4 gap-y-2.5 border-t px-4 py-3 sm:grid-cols-3">
        {facts.map(([name, fact]) => (
          <div key={name}>
            <dt className="text-2xs text-fg-3">{name}</dt>
            <dd className="num">{fact}</dd>
          </div>
        ))}
      </dl>
      <div className="border-t px-4 py-3">
        <h3 className="font-medium text-2xs text-fg-3">How it is worked out</h3>
        <p className="num mt-1 whitespace-pre-line text-fg-2 text-xs [overflow-wrap:anywhere]">{formula}</p>
        <p className="mt-2 text-xs">
          <EventsLink finding={shown} projectId={projectId} model={isRealised ? (shown.to ?? from) : from}>
            Show the {integer(eventCount)} {plural(eventCount, 'request')} behind it
          </EventsLink>
        </p>
      </div>
    </Card>
  )
}
