import { formatTable } from '../support/format-table.ts'
import { quantile } from '../support/quantile.ts'
import type { Times } from './measure-question.ts'
import type { SizeResult } from './measure-size.ts'

const BARS = { p95Ms: 150, ratioToDuckdb: 1, growth: 1.5 }

interface Figures {
  p50: number
  p95: number
  duckdb: number
}

/** `name value` lines: of the largest size by the bare name, of smaller ones with their size in front. */
export function formatLines(results: readonly SizeResult[]): string[] {
  const largest = results.at(-1)!
  return results.flatMap((result) => {
    const prefix = result === largest ? '' : `at_${result.events}.`
    return [
      ...[...result.times].flatMap(([name, times]) => linesOf(`${prefix}query.${name}`, times)),
      ...result.tables.flatMap(({ name, rows, bytes }) => [
        `${prefix}table.${name}.bytes ${bytes}`,
        `${prefix}table.${name}.rows ${rows}`,
        `${prefix}table.${name}.bytes_per_event ${round(bytes / result.events)}`,
      ]),
    ]
  })
}

function linesOf(name: string, times: Times | string): string[] {
  if (typeof times === 'string') return [`${name}.failed ${times}`]
  const { p50, p95, duckdb } = figuresOf(times)
  return [
    `${name}.p50_ms ${round(p50)}`,
    `${name}.p95_ms ${round(p95)}`,
    `${name}.duckdb_ms ${round(duckdb)}`,
    `${name}.ratio_to_duckdb ${round(p50 / duckdb)}`,
  ]
}

/** One row for each question at the largest size; what misses its bar has an exclamation mark. */
export function formatSummary(results: readonly SizeResult[]): string {
  const [smallest, largest] = [results[0]!, results.at(-1)!]
  const head = ['question', 'p50 ms', 'p95 ms', 'DuckDB ms', 'ratio', 'growth']
  const wanted = ['wanted', '', `<= ${BARS.p95Ms}`, '', `<= ${BARS.ratioToDuckdb}`, `< ${BARS.growth}`]
  const rows = [...largest.times].map(([name, times]) => {
    if (typeof times === 'string') return [name, 'no answer !', '', '', '', '']
    const { p50, p95, duckdb } = figuresOf(times)
    const growth = smallest === largest ? undefined : p50 / medianOf(smallest.times.get(name))
    return [
      name,
      round(p50),
      mark(p95, p95 <= BARS.p95Ms),
      round(duckdb),
      mark(p50 / duckdb, p50 / duckdb <= BARS.ratioToDuckdb),
      growth === undefined ? '' : mark(growth, growth < BARS.growth),
    ]
  })
  return formatTable([head, wanted, ...rows])
}

/** How much longer the question takes at the largest size than at the smallest. */
export function growthLines(results: readonly SizeResult[]): string[] {
  const [smallest, largest] = [results[0]!, results.at(-1)!]
  if (smallest === largest) return []
  return [...largest.times].map(([name, times]) => {
    const growth = medianOf(times) / medianOf(smallest.times.get(name))
    return `query.${name}.growth ${round(growth)}`
  })
}

function figuresOf({ ours, duckdb }: Times): Figures {
  return { p50: quantile(ours, 0.5), p95: quantile(ours, 0.95), duckdb: quantile(duckdb, 0.5) }
}

function medianOf(times: Times | string | undefined): number {
  return typeof times === 'object' ? quantile(times.ours, 0.5) : Number.NaN
}

const round = (value: number) => String(Number(value.toPrecision(3)))
const mark = (value: number, reached: boolean) => round(value) + (reached ? '' : ' !')
