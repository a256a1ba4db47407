import { usePlotArea, useXAxisScale, ZIndexLayer } from 'recharts'
import { type ChartMarker, MARKER_ICONS, markerColour } from './chart-marker.ts'

/** Above lines (400), below axes (500): see ui.md on Recharts layers. */
const ABOVE_LINES = 450
const PIN = 18
const ICON = 11
/** Room for pins over the plot. */
export const PIN_MARGIN = 26

/** A pin over each bucket in which something happened, with a dashed line down; both icons where both happened. */
export function MarkerPins({ markers }: { markers: readonly ChartMarker[] }) {
  const scale = useXAxisScale()
  const plot = usePlotArea()
  if (!plot || !scale) return null
  const starts = [...new Set(markers.map(({ start }) => start))]
  return (
    <ZIndexLayer zIndex={ABOVE_LINES}>
      <g pointerEvents="none">
        {starts.map((start) => {
          const x = scale(start, { position: 'middle' })
          const here = markers.filter((marker) => marker.start === start)
          const icons = [...new Set(here.map(({ kind }) => MARKER_ICONS[kind]))]
          if (x === undefined) return null
          const left = x - (icons.length * PIN) / 2
          return (
            <g key={start} className="marker-pin">
              <line
                x1={x}
                x2={x}
                y1={plot.y - PIN_MARGIN + PIN + 4}
                y2={plot.y + plot.height}
                stroke="var(--line-strong)"
                strokeDasharray="2 3"
              />
              {icons.map((Icon, i) => (
                <g
                  key={Icon.displayName}
                  transform={`translate(${left + i * PIN} ${plot.y - PIN_MARGIN + 4})`}
                >
                  <rect width={PIN} height={PIN} rx={5} fill="var(--surface)" stroke="var(--line-strong)" />
                  <Icon
                    x={(PIN - ICON) / 2}
                    y={(PIN - ICON) / 2}
                    width={ICON}
                    height={ICON}
                    {...markerColour(Icon)}
                    strokeWidth={2}
                  />
                </g>
              ))}
            </g>
          )
        })}
      </g>
    </ZIndexLayer>
  )
}
