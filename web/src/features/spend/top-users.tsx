import { clsx } from 'clsx'
import type { MouseEvent } from 'react'
import type { SpendBy, SpendRow } from '#shared/api/spend.ts'
import { useMoney } from '../../api/use-money.ts'
import { Card, CardHead } from '../../components/card.tsx'
import { Delta } from '../../components/delta.tsx'
import { cellClass, edgeClass, headCellClass, numberClass } from '../../components/table.ts'
import { compact, integer, percent, UNKNOWN } from '../../lib/format.ts'
import { valueName } from '../../lib/labels.ts'
import type { Money } from '../../lib/money.ts'
import { baseOf, changeOf, costNumber, NO_COST_REASON } from './amounts.ts'

interface TopUsersProps {
  spend: SpendBy
  onFilter: (user: string, exclude: boolean) => void
}

/** Who the requests were made for, as the apps say. */
export function TopUsers({ spend, onFilter }: TopUsersProps) {
  const money = useMoney()
  const scale = money.scale(spend.rows.flatMap(({ costUsd }) => costUsd ?? []))
  const compared = baseOf(spend) !== null
  const isNamed = spend.rows.some(({ key }) => key !== '')
  return (
    <Card aria-labelledby="top-users" className="flex flex-col">
      <CardHead id="top-users" title="Top users" sub="The userId that your apps send" />
      {isNamed ? (
        <table className="w-full">
          <thead>
            <tr className="border-b">
              <th scope="col" className={clsx(headCellClass, edgeClass)}>
                User
              </th>
              <th scope="col" className={clsx(headCellClass, edgeClass, 'text-right!')}>
                Spend
              </th>
              {compared && (
                <th scope="col" className={clsx(headCellClass, edgeClass, 'text-right! max-sm:hidden')}>
                  Change
                </th>
              )}
              <th scope="col" className={clsx(headCellClass, edgeClass, 'text-right!')}>
                Requests
              </th>
            </tr>
          </thead>
          <tbody className="[&>tr+tr]:border-t">
            {spend.rows.map((row) => (
              <UserRow
                key={row.key}
                row={row}
                money={money}
                scale={scale}
                compared={compared}
                onFilter={onFilter}
              />
            ))}
          </tbody>
        </table>
      ) : (
        <p className="px-4 pb-4 text-fg-3 text-xs">
          These events name no user. Send <code className="font-mono">userId</code> to see who spends.
        </p>
      )}
      {isNamed && spend.other && (
        <p className={clsx(numberClass, 'mt-auto border-t px-4 py-2 text-fg-3 text-xs')}>
          and {integer(spend.other.keys)} more
        </p>
      )}
    </Card>
  )
}

interface UserRowProps extends Pick<TopUsersProps, 'onFilter'> {
  row: SpendRow
  money: Money
  scale: number
  compared: boolean
}

function UserRow({ row, money, scale, compared, onFilter }: UserRowProps) {
  const number = clsx(cellClass, edgeClass, numberClass)
  const delta = compared ? changeOf(costNumber(row), row.previous && costNumber(row.previous)) : null
  return (
    <tr className="relative transition-colors duration-75 hover:bg-hover">
      <th scope="row" className={clsx(cellClass, edgeClass, 'max-w-40 text-left font-medium')}>
        <button
          type="button"
          onClick={(event: MouseEvent) => onFilter(row.key, event.altKey)}
          className="block w-full truncate rounded-sm text-left after:absolute after:inset-0"
        >
          {valueName(row.key, 'user')}
        </button>
      </th>
      <td className={number} title={row.costUsd === null ? NO_COST_REASON : money.exact(row.costUsd)}>
        <span className="font-medium">
          {row.costUsd === null ? UNKNOWN : money.scaled(row.costUsd, scale)}
        </span>
        <span className="block text-2xs text-fg-3">{row.share === null ? UNKNOWN : percent(row.share)}</span>
      </td>
      {compared && (
        <td className={clsx(number, 'max-sm:hidden')}>{delta && <Delta change={delta} tone="cost" />}</td>
      )}
      <td className={clsx(number, 'text-fg-2')} title={integer(row.requests)}>
        {compact(row.requests)}
      </td>
    </tr>
  )
}
