import { usePlotArea, useXAxisScale, ZIndexLayer } from 'recharts'
import type { ChartMarker } from './stack.ts'

/** Above the line of the previous period (400): see ui.md on Recharts layers. */
const ABOVE_LINES = 450
const SIZE = 18

/** Marks the buckets in which a price changed: a pin at the top, and a line down. */
export function PricePins({ markers }: { markers: readonly ChartMarker[] }) {
  const scale = useXAxisScale()
  const plot = usePlotArea()
  if (!plot) return null
  return (
    <ZIndexLayer zIndex={ABOVE_LINES}>
      {markers.map(({ start, title }) => {
        const middle = scale?.(start, { position: 'middle' })
        if (middle === undefined) return null
        const left = Math.min(Math.max(middle - SIZE / 2, plot.x), plot.x + plot.width - SIZE)
        return (
          <g key={start} className="price-pin">
            <title>{title}</title>
            <line
              x1={middle}
              x2={middle}
              y1={plot.y + 4}
              y2={plot.y + plot.height}
              stroke="var(--line-strong)"
              strokeDasharray="2 3"
            />
            <g transform={`translate(${left} ${plot.y - 12})`}>
              <rect width={SIZE} height={SIZE} rx={5} fill="var(--surface)" stroke="var(--line-strong)" />
              <TagIcon />
            </g>
          </g>
        )
      })}
    </ZIndexLayer>
  )
}

/** Lucide's tag, 11 px. */
function TagIcon() {
  return (
    <g
      transform="translate(3.5 3.5) scale(0.4583)"
      fill="none"
      stroke="var(--fg-2)"
      strokeWidth={2.4}
      strokeLinecap="round"
      strokeLinejoin="round"
    >
      <path d="M12.586 2.586A2 2 0 0 0 11.172 2H4a2 2 0 0 0-2 2v7.172a2 2 0 0 0 .586 1.414l8.704 8.704a2.426 2.426 0 0 0 3.42 0l6.58-6.58a2.426 2.426 0 0 0 0-3.42z" />
      <circle cx={7.5} cy={7.5} r={1} />
    </g>
  )
}
