import type { ModelMeasures } from '#shared/api/models.ts'
import { useMoney } from '../api/use-money.ts'
import { Badge } from '../components/badge.tsx'
import { Card } from '../components/card.tsx'
import { Delta } from '../components/delta.tsx'
import { KpiCell } from '../components/kpi-cell.tsx'
import { discountText, paidText } from '../features/models/paid-cell.tsx'
import { change, compact, integer, latency, percent, UNKNOWN } from '../lib/format.ts'

/** The key figures of one model. */
export function ModelKpis({ row }: { row: ModelMeasures }) {
  const { costUsd, previous, requests, errors, paid, latencyP50, latencyP95, coverage } = row
  const money = useMoney()
  const base = previous?.requests ? previous : null
  const missing = coverage.unpriced + coverage.invalid
  return (
    <Card aria-label="Key figures">
      <div className="grid grid-cols-2 gap-px bg-line *:first:max-lg:col-span-2 lg:grid-cols-[1.35fr_1fr_1.2fr_1.2fr_1fr]">
        <KpiCell
          lead
          label="Spend"
          figure={costUsd === null ? UNKNOWN : money.headline(costUsd)}
          title={costUsd === null ? 'No price is known for these requests' : money.exact(costUsd)}
        >
          {base?.costUsd && costUsd !== null && (
            <>
              <Delta change={change(Number(costUsd), Number(base.costUsd))} tone="cost" />
              vs previous
            </>
          )}
          {missing > 0 && <Badge tone="bad">{integer(missing)} without a cost</Badge>}
        </KpiCell>
        <KpiCell label="Requests" figure={compact(requests)} title={integer(requests)}>
          {base && <Delta change={change(requests, base.requests)} tone="plain" />}
        </KpiCell>
        <KpiCell
          label="Paid per 1M tokens"
          figure={paid ? paidText(paid) : UNKNOWN}
          title="Spend over all tokens, input and output together, in USD"
        >
          <span title="Against the same tokens, every prompt token at the price of input">
            {discountText(row)}
          </span>
        </KpiCell>
        <KpiCell label="Latency p50" figure={latencyP50 === null ? UNKNOWN : latency(latencyP50)}>
          {latencyP95 !== null && <span className="num">p95 {latency(latencyP95)}</span>}
        </KpiCell>
        <KpiCell label="Errors" figure={percent(errors / requests)}>
          <span className="num">
            {integer(errors)} of {integer(requests)}
          </span>
        </KpiCell>
      </div>
    </Card>
  )
}
