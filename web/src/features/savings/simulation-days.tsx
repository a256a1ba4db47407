import type { SimulatedDay } from '#shared/api/simulations.ts'
import { useMoney } from '../../api/use-money.ts'
import { Swatch } from '../../charts/swatch.tsx'
import { Card, CardHead } from '../../components/card.tsx'
import { shortDay } from '../../lib/dates.ts'

/** What was paid each day and what would have been, side by side, and as a table for those who do not see it. */
export function SimulationDays({ days }: { days: readonly SimulatedDay[] }) {
  const money = useMoney()
  const most = Math.max(...days.flatMap((day) => [Number(day.currentUsd), Number(day.expectedUsd)]))
  const height = (usd: string) => (most > 0 ? `${(Number(usd) / most) * 100}%` : '0')
  const name = (date: string) => shortDay(`${date}T00:00:00Z`, 'UTC')
  return (
    <Card aria-labelledby="days">
      <CardHead id="days" title="Day by day" sub="Days in UTC; the last one is partial" />
      <p className="flex gap-4 px-4 text-fg-2 text-xs">
        <span className="flex items-center gap-1.5">
          <Swatch colour="var(--s-other)" hatched={false} />
          Paid
        </span>
        <span className="flex items-center gap-1.5">
          <Swatch colour="var(--s1)" hatched={false} />
          Would have been, as expected
        </span>
      </p>
      <div className="px-4 pt-3 pb-4">
        <div aria-hidden="true" className="flex h-44 items-end gap-1 border-b">
          {days.map(({ date, currentUsd, expectedUsd }) => (
            <span
              key={date}
              title={`${name(date)}: ${money.headline(currentUsd)} paid, ${money.headline(expectedUsd)} instead`}
              className="flex h-full flex-1 items-end gap-px"
            >
              <span
                className="flex-1 rounded-t-[2px] bg-(--s-other)"
                style={{ height: height(currentUsd) }}
              />
              <span className="flex-1 rounded-t-[2px] bg-(--s1)" style={{ height: height(expectedUsd) }} />
            </span>
          ))}
        </div>
        <p aria-hidden="true" className="num mt-1 flex justify-between text-2xs text-fg-3">
          <span>{name(days[0]!.date)}</span>
          <span>at most {money.headline(most)} a day</span>
          <span>{name(days.at(-1)!.date)}</span>
        </p>
        <table className="sr-only">
          <caption>Cost by day</caption>
          <tbody>
            {days.map(({ date, currentUsd, expectedUsd }) => (
              <tr key={date}>
                <th scope="row">{name(date)}</th>
                <td>{money.exact(currentUsd)}</td>
                <td>{money.exact(expectedUsd)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Card>
  )
}
