import { parseUsd } from '#shared/money.ts'
import type { Request } from './questions.ts'

interface Total {
  requests: number
  costUsd: string | null
}

/** @throws when the totals of the range asked for are not DuckDB's, to the pico-dollar. */
export function checkSame({ path }: Request, answer: unknown, rows: Record<string, unknown>[]): void {
  const { total } = answer as { total?: Total | Total[] }
  if (total === undefined) return
  const points = [total].flat()
  const ours = {
    requests: points.reduce((sum, point) => sum + point.requests, 0),
    cost: points.reduce((sum, point) => sum + (point.costUsd === null ? 0n : parseUsd(point.costUsd)), 0n),
  }
  const current = rows.filter((row) => row.current)
  const theirs = {
    requests: current.reduce((sum, row) => sum + Number(row.requests), 0),
    cost: current.reduce((sum, row) => sum + BigInt((row.cost_pico_usd as bigint | null) ?? 0), 0n),
  }
  if (ours.requests !== theirs.requests || ours.cost !== theirs.cost)
    throw new Error(
      `${path}: ${ours.requests} requests for ${ours.cost} pUSD, but DuckDB says ${theirs.requests} for ${theirs.cost}`,
    )
}
