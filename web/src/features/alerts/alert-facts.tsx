import type { AlertDetail } from '#shared/api/alerts.ts'
import { useMoney } from '../../api/use-money.ts'
import { integer, percent } from '../../lib/format.ts'
import type { Money } from '../../lib/money.ts'
import { moment } from './alert-words.ts'

type Fact = [name: string, text: string | undefined]

function factsOf(alert: AlertDetail, money: Money, timeZone: string): Fact[] {
  const { facts } = alert
  const amount = (usd: string | undefined) => usd && money.headline(usd)
  const at = (instant: string | null | undefined) => (instant ? moment(instant, timeZone) : undefined)
  return [
    ['Scope', facts.scope],
    ['Group', facts.groupName ?? alert.groupKey ?? undefined],
    ['Spent', facts.spentUsd && `${facts.unpricedEvents ? 'at least ' : ''}${amount(facts.spentUsd)}`],
    ['Amount', amount(facts.amountUsd)],
    ['Forecast', amount(facts.forecastUsd)],
    ['Usual', amount(facts.usualUsd)],
    ['Threshold', alert.threshold === null ? undefined : `${alert.threshold}%`],
    ['Requests', facts.requests === undefined ? undefined : integer(facts.requests)],
    ['Without a cost', facts.unpricedEvents ? integer(facts.unpricedEvents) : undefined],
    ['Share', facts.share === undefined ? undefined : percent(facts.share)],
    ['Since', at(facts.since)],
    ['Fired', at(alert.firedAt)],
    [
      'Found late by',
      facts.delayedBySeconds ? `${integer(Math.ceil(facts.delayedBySeconds / 60))} min` : undefined,
    ],
    [
      'Acknowledged',
      alert.acknowledgedAt ? `${at(alert.acknowledgedAt)} by ${alert.acknowledgedBy}` : undefined,
    ],
    ['Snoozed until', at(alert.snoozedUntil)],
    ['Resolved', at(alert.resolvedAt)],
    ['Owner', facts.owner],
  ]
}

/** What was known when it fired, and what became of it. */
export function AlertFacts({ alert, timeZone }: { alert: AlertDetail; timeZone: string }) {
  const money = useMoney()
  const known = factsOf(alert, money, timeZone).filter(([, text]) => text)
  const { url } = alert.facts
  return (
    <dl className="grid grid-cols-2 gap-x-4 gap-y-2.5 sm:grid-cols-3 lg:grid-cols-4">
      {known.map(([name, text]) => (
        <div key={name} className="min-w-0">
          <dt className="text-2xs text-fg-3">{name}</dt>
          <dd className="[overflow-wrap:anywhere]">{text}</dd>
        </div>
      ))}
      {url && (
        <div className="min-w-0">
          <dt className="text-2xs text-fg-3">Link</dt>
          <dd className="truncate">
            <a href={url} target="_blank" rel="noreferrer" className="text-accent underline">
              {url.replace(/^https?:\/\//, '')}
            </a>
          </dd>
        </div>
      )}
    </dl>
  )
}
