import type { StackSeries } from './stack.ts'

const patternId = (chart: string, index: number) => `${chart}-series-${index}`

export const seriesFill = (chart: string, series: StackSeries, index: number) =>
  series.hatched ? `url(#${patternId(chart, index)})` : series.colour

/** One pattern for each series that shares its colour with an earlier one. */
export function SeriesPatterns({ chart, series }: { chart: string; series: readonly StackSeries[] }) {
  return series.map(({ id, colour, hatched }, index) =>
    hatched ? (
      <pattern
        key={id}
        id={patternId(chart, index)}
        width={6}
        height={6}
        patternUnits="userSpaceOnUse"
        patternTransform="rotate(45)"
      >
        <rect width={6} height={6} fill={colour} fillOpacity={0.45} />
        <rect width={3} height={6} fill={colour} />
      </pattern>
    ) : null,
  )
}
