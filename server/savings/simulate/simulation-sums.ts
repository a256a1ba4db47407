import type { RunSimulation, SimulatedDay, UsdRange } from '#shared/api/simulations.ts'
import { divideHalfEven, formatUsd } from '#shared/money.ts'
import type { CostRange, SimulatedEvent } from './simulate-event.ts'

/** What is added up over the events; days come to 90 at the most, so that it stays small. */
export interface SimulationSums {
  add(day: string, current: bigint | null, simulated: SimulatedEvent): void
  finish(): Finished
}

interface Finished {
  requests: number
  simulated: number
  leftOut: Record<string, number>
  currentPicoUsd: bigint
  simulatedPicoUsd: Record<keyof CostRange, bigint>
  days: SimulatedDay[]
}

/** In hundredths of a pico-dollar, because of the shares in percent; each sum is rounded once. */
interface DaySum {
  current: bigint
  low: bigint
  expected: bigint
  high: bigint
}

const ENDS = ['low', 'expected', 'high'] as const
const HUNDRED = 100n

export function createSimulationSums({ sharePercent, change }: RunSimulation): SimulationSums {
  const share = BigInt(sharePercent)
  const batchShare = BigInt(change.batchPercent ?? 0)
  const byDay = new Map<string, DaySum>()
  const leftOut: Record<string, number> = {}
  let requests = 0
  let simulated = 0

  function add(day: string, current: bigint | null, event: SimulatedEvent): void {
    requests += 1
    const reason = current === null ? 'cost_unknown' : event.ok ? null : event.reason
    if (current === null || !event.ok) {
      leftOut[reason!] = (leftOut[reason!] ?? 0) + 1
      return
    }
    simulated += 1
    const sum = byDay.get(day) ?? { current: 0n, low: 0n, expected: 0n, high: 0n }
    byDay.set(day, sum)
    sum.current += current
    const { plain, batch } = event.cost
    for (const end of ENDS)
      sum[end] += plain[end] * (HUNDRED - batchShare) + (batch ? batch[end] * batchShare : 0n)
  }

  /** The part of the traffic that is left as it was costs what it did. */
  const withShare = (current: bigint, hundredths: bigint) =>
    divideHalfEven(hundredths * share + current * HUNDRED * (HUNDRED - share), HUNDRED * HUNDRED)

  function finish(): Finished {
    const days = [...byDay].sort(([a], [b]) => (a < b ? -1 : 1))
    const total = (end: keyof DaySum) => days.reduce((sum, [, day]) => sum + day[end], 0n)
    const current = total('current')
    return {
      requests,
      simulated,
      leftOut,
      currentPicoUsd: current,
      simulatedPicoUsd: {
        low: withShare(current, total('low')),
        expected: withShare(current, total('expected')),
        high: withShare(current, total('high')),
      },
      days: days.map(([date, sum]) => ({
        date,
        currentUsd: formatUsd(sum.current),
        expectedUsd: formatUsd(withShare(sum.current, sum.expected)),
      })),
    }
  }
  return { add, finish }
}

/** What is saved in 30 days: the dearest outcome is the careful end. */
export function monthlySaving(
  current: bigint,
  range: Record<keyof CostRange, bigint>,
  days: number,
): UsdRange {
  const monthly = (cost: bigint) => {
    const saved = (current - cost) * 30n
    const size = divideHalfEven(saved < 0n ? -saved : saved, BigInt(days))
    return formatUsd(saved < 0n ? -size : size)
  }
  return {
    lowUsd: monthly(range.high),
    expectedUsd: monthly(range.expected),
    highUsd: monthly(range.low),
  }
}
