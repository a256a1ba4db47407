import { usePlotArea, useXAxisScale, ZIndexLayer } from 'recharts'

/** Above bars (300), below the line of the previous period (400): see ui.md on Recharts layers. */
const ABOVE_BARS = 350

/** Covers the bucket that still fills with stripes in the surface colour. */
export function PartialHatch({ start, id }: { start: string; id: string }) {
  const scale = useXAxisScale()
  const plot = usePlotArea()
  const from = scale?.(start, { position: 'start' })
  const to = scale?.(start, { position: 'end' })
  if (!plot || from === undefined || to === undefined) return null
  return (
    <ZIndexLayer zIndex={ABOVE_BARS}>
      <rect
        x={from}
        y={plot.y}
        width={to - from}
        height={plot.height - 1}
        fill={`url(#${id})`}
        pointerEvents="none"
      />
    </ZIndexLayer>
  )
}

export function PartialPattern({ id }: { id: string }) {
  return (
    <pattern id={id} width={5} height={5} patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
      <rect width={2.6} height={5} fill="var(--surface)" fillOpacity={0.72} />
    </pattern>
  )
}
