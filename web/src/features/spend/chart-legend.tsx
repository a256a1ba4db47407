import type { ReactNode } from 'react'
import type { SpendOverTime } from '#shared/api/spend.ts'
import { ChartKey } from '../../charts/chart-key.tsx'
import type { ChartMarker } from '../../charts/chart-marker.ts'
import { MarkerKey } from '../../charts/marker-key.tsx'
import { CardFooter } from '../../components/card.tsx'
import { MissingCosts } from '../../components/missing-costs.tsx'
import { canZoom, isArea } from './spend-chart.tsx'

interface ChartLegendProps {
  overTime: SpendOverTime
  markers: readonly ChartMarker[]
  forecast: boolean
  link: ReactNode
}

/** What is drawn besides the series, every marker in use among it. */
export function ChartLegend({ overTime, markers, forecast, link }: ChartLegendProps) {
  return (
    <CardFooter>
      {overTime.previous?.some(({ requests }) => requests > 0) && <ChartKey part="previous" />}
      {!isArea(overTime) && overTime.buckets.some(({ partial }) => partial) && <ChartKey part="partial" />}
      {forecast && <ChartKey part="forecast" />}
      <MarkerKey markers={markers} timeZone={overTime.timeZone} />
      <MissingCosts coverage={overTime.coverage} />
      <span className="ml-auto flex items-center gap-4">
        {canZoom(overTime) && <span className="max-sm:hidden">Drag across the chart to zoom</span>}
        {link}
      </span>
    </CardFooter>
  )
}
