import type { CostLine } from '#shared/api/events.ts'
import { cellClass, headCellClass, numberClass } from '../../components/table.ts'
import { exactScale, integer, UNKNOWN, usdExact } from '../../lib/format.ts'
import { className } from './cost-words.ts'

const COLUMNS = ['Class', 'Quantity', 'Price', 'Factor', 'Amount']
const narrowCell = `${cellClass} h-8! px-1.5!`

interface CostLinesProps {
  lines: readonly CostLine[]
  /** What the lines add up to. */
  sumUsd: string | null
}

/** Quantity x price x factor = amount, line by line, and their sum. */
export function CostLines({ lines, sumUsd }: CostLinesProps) {
  if (lines.length === 0) return <p className="text-fg-3 text-xs">No usage was counted.</p>
  const scale = exactScale([
    ...lines.flatMap(({ costUsd }) => costUsd ?? []),
    ...(sumUsd === null ? [] : [sumUsd]),
  ])
  const priceScale = exactScale(lines.flatMap(({ price }) => price ?? []))
  return (
    <div className="-mx-1.5 overflow-x-auto">
      <table className="w-full text-xs">
        <caption className="sr-only">How the cost is computed</caption>
        <thead>
          <tr className="border-b">
            {COLUMNS.map((name, i) => (
              <th key={name} scope="col" className={`${headCellClass} px-1.5! ${i > 0 ? 'text-right!' : ''}`}>
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <tr key={line.class} className="border-b">
              <th scope="row" className={`${narrowCell} text-left font-medium`}>
                {className(line.class)}
              </th>
              <td className={`${narrowCell} ${numberClass}`}>{quantityText(line.quantity)}</td>
              <td className={`${narrowCell} ${numberClass} whitespace-nowrap text-fg-2`}>
                {priceText(line, priceScale)}
              </td>
              <td className={`${narrowCell} ${numberClass} text-fg-2`}>
                {line.factors.length === 0 ? '' : line.factors.map((factor) => `× ${factor}`).join(' ')}
              </td>
              <td className={`${narrowCell} ${numberClass}`}>
                {line.costUsd === null ? UNKNOWN : usdExact(line.costUsd, scale)}
              </td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row" colSpan={4} className={`${narrowCell} text-left font-semibold`}>
              Sum
            </th>
            <td className={`${narrowCell} ${numberClass} font-semibold`}>
              {sumUsd === null ? UNKNOWN : usdExact(sumUsd, scale)}
            </td>
          </tr>
        </tfoot>
      </table>
    </div>
  )
}

/** Parts of seconds are shown as they are. */
const quantityText = (quantity: string) => (quantity.includes('.') ? quantity : integer(Number(quantity)))

function priceText({ price, per }: CostLine, scale: number): string {
  if (price === null || per === null) return 'no price'
  return `${usdExact(price, scale)} / ${per === 1_000_000 ? '1M' : integer(per)}`
}
