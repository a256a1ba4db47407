import type { CostLine } from '#shared/api/events.ts'
import { formatUsd } from '#shared/money.ts'
import type { PricedLine } from '#shared/pricing/cost.ts'

/** The lines of a cost as the API shows them and the database keeps them. */
export function toCostLines(lines: readonly PricedLine[]): CostLine[] {
  return lines.map(({ class: name, quantity, price, per, factors, cost }) => ({
    class: name,
    quantity: String(quantity),
    price,
    per,
    factors: [...factors],
    costUsd: cost === null ? null : formatUsd(cost),
  }))
}
