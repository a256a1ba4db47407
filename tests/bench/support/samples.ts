import { quantile } from './quantile.ts'

/** What rounds measured, by name. An undefined value is something that this platform does not tell. */
export interface Samples {
  add(values: Record<string, number | undefined>): void
  median(name: string): number | undefined
  /** One line for each name, in the order in which they were first added. */
  lines(): string[]
}

export function createSamples(): Samples {
  const all = new Map<string, number[]>()
  const median = (name: string) => {
    const values = all.get(name) ?? []
    return values.length === 0 ? undefined : quantile(values, 0.5)
  }
  return {
    add(values) {
      for (const [name, value] of Object.entries(values)) {
        const known = all.get(name) ?? []
        all.set(name, value === undefined ? known : [...known, value])
      }
    },
    median,
    lines: () => [...all.keys()].map((name) => `${name} ${formatNumber(median(name))}`),
  }
}

function formatNumber(value: number | undefined): string {
  if (value === undefined) return 'n/a'
  if (Math.abs(value) >= 1_000) return String(Math.round(value))
  return String(Number(value.toPrecision(3)))
}
