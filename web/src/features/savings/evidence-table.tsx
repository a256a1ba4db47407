import { clsx } from 'clsx'
import type { Finding } from '#shared/api/opportunities.ts'
import { useMoney } from '../../api/use-money.ts'
import { cellClass, edgeClass, headCellClass, numberClass } from '../../components/table.ts'
import { compact, integer, latency, percent, UNKNOWN } from '../../lib/format.ts'
import type { Money } from '../../lib/money.ts'

type Quality = Finding['evidence']['quality'][number]
type Arm = Quality['current']

const or = <T,>(value: T | null, text: (value: T) => string) => (value === null ? UNKNOWN : text(value))

const ROWS: [name: string, text: (arm: Arm, money: Money) => string][] = [
  ['Requests', ({ events }) => integer(events)],
  ['With a score', ({ scored }) => integer(scored)],
  ['Mean score', ({ meanQuality }) => or(meanQuality, (mean) => mean.toFixed(3))],
  ['Cost per request', ({ costPerRequestUsd }, money) => or(costPerRequestUsd, money.headline)],
  ['Input tokens', ({ inputTokens }) => or(inputTokens, compact)],
  ['Output tokens', ({ outputTokens }) => or(outputTokens, compact)],
  ['Latency p50', ({ latencyP50Ms }) => or(latencyP50Ms, latency)],
  ['Latency p95', ({ latencyP95Ms }) => or(latencyP95Ms, latency)],
  ['Error rate', ({ errorRate }) => or(errorRate, percent)],
]

/** Both models side by side, for one task. */
export function EvidenceTable({ quality }: { quality: Quality }) {
  const money = useMoney()
  const { task, current, candidate } = quality
  const head = clsx(headCellClass, edgeClass)
  return (
    <table className="w-full">
      <caption className="sr-only">Measured on {task || 'all tasks'}</caption>
      <thead>
        <tr>
          <th scope="col" className={head}>
            {task || 'All tasks'}
          </th>
          <th scope="col" className={clsx(head, 'text-right!')}>
            {current.model.model}
          </th>
          <th scope="col" className={clsx(head, 'text-right!')}>
            {candidate.model.model}
          </th>
        </tr>
      </thead>
      <tbody>
        {ROWS.map(([name, text]) => (
          <tr key={name} className="border-t">
            <th scope="row" className={clsx(cellClass, edgeClass, 'h-8! text-left font-normal text-fg-2')}>
              {name}
            </th>
            <td className={clsx(cellClass, edgeClass, numberClass, 'h-8!')}>{text(current, money)}</td>
            <td className={clsx(cellClass, edgeClass, numberClass, 'h-8!')}>{text(candidate, money)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
