import { clsx } from 'clsx'
import type { ModelMeasures } from '#shared/api/models.ts'
import type { PublishedRate } from '#shared/api/price-list.ts'
import { Card, CardFooter, CardHead } from '../../components/card.tsx'
import { cellClass, edgeClass, headCellClass, numberClass } from '../../components/table.ts'
import { compact, integer, percent, UNKNOWN, usdExact } from '../../lib/format.ts'
import { originText } from './price-cell.tsx'
import { rateOf } from './rate-of.ts'

const CLASSES: { name: string; of: (row: ModelMeasures) => number; priced: PublishedRate['class'] }[] = [
  { name: 'Input', of: ({ inputTokens }) => inputTokens, priced: 'input' },
  { name: 'Cache read', of: ({ cacheReadTokens }) => cacheReadTokens, priced: 'cacheRead' },
  { name: 'Cache write', of: ({ cacheWriteTokens }) => cacheWriteTokens, priced: 'cacheWrite' },
  { name: 'Output', of: ({ outputTokens }) => outputTokens, priced: 'output' },
]

/** Tokens by class, each with what it is charged at now. */
export function ModelTokens({ row }: { row: ModelMeasures }) {
  const total = CLASSES.reduce((sum, { of }) => sum + of(row), 0)
  const cell = clsx(cellClass, edgeClass, numberClass)
  return (
    <Card aria-labelledby="tokens">
      <CardHead id="tokens" title="Tokens by class" sub={`${compact(total)} in all`} />
      <table className="w-full border-t">
        <caption className="sr-only">Tokens by class with their share and price</caption>
        <thead>
          <tr className="border-b">
            {['Class', 'Tokens', 'Share', 'Price / 1M'].map((name, index) => (
              <th
                key={name}
                scope="col"
                className={clsx(headCellClass, edgeClass, index > 0 && 'text-right!')}
              >
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody className="[&>tr+tr]:border-t">
          {CLASSES.map(({ name, of, priced }) => {
            const usd = rateOf(row.price?.rates, priced)
            return (
              <tr key={name}>
                <th scope="row" className={clsx(cellClass, edgeClass, 'text-left font-medium')}>
                  {name}
                </th>
                <td className={cell} title={integer(of(row))}>
                  {compact(of(row))}
                </td>
                <td className={clsx(cell, 'text-fg-3')}>{total > 0 ? percent(of(row) / total) : UNKNOWN}</td>
                <td className={cell}>{usd === null ? UNKNOWN : usdExact(usd)}</td>
              </tr>
            )
          })}
        </tbody>
      </table>
      <CardFooter>
        <span>Price now, standard terms: {originText(row)}</span>
      </CardFooter>
    </Card>
  )
}
