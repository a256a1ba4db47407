import type { Opportunity } from '#shared/api/savings.ts'
import { Card, CardHead } from '../../components/card.tsx'
import { fullDay, timeOfDay } from '../../lib/dates.ts'
import { STATE_NAMES } from './state-words.ts'

interface Facts {
  state?: keyof typeof STATE_NAMES
  reason?: string | null
}

/** Who moved it when, the newest first; it begins where it was first seen. */
export function HistoryCard({ opportunity, timeZone }: { opportunity: Opportunity; timeZone: string }) {
  const { history, firstSeenAt, lastSeenAt } = opportunity
  const at = (instant: string) => `${fullDay(instant, timeZone)} ${timeOfDay(instant, timeZone)}`
  return (
    <Card aria-labelledby="history">
      <CardHead id="history" title="History" sub={`Last seen by a search ${at(lastSeenAt)}`} />
      <ol className="flex flex-col gap-2.5 px-4 pb-4 text-xs">
        {history.map((change) => {
          const [before, after] = [change.details.before, change.details.after] as Facts[]
          const isMove = before?.state !== after?.state
          return (
            <li key={`${change.at} ${change.actor} ${after?.state}`}>
              <span className="font-medium">
                {isMove && after?.state ? STATE_NAMES[after.state] : 'Changed'}
              </span>{' '}
              <span className="text-fg-3">
                by {change.actor}, {at(change.at)}
              </span>
              {isMove && after?.reason && <span className="block text-fg-2">{after.reason}</span>}
            </li>
          )
        })}
        <li>
          <span className="font-medium">First seen</span> <span className="text-fg-3">{at(firstSeenAt)}</span>
        </li>
      </ol>
    </Card>
  )
}
