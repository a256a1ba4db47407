import { shortDay } from '../lib/dates.ts'
import { type ChartMarker, MARKER_ICONS, MARKER_WORDS, markerColour } from './chart-marker.ts'

/** Every kind of mark in use, and for those who do not see them all marks one by one. */
export function MarkerKey({ markers, timeZone }: { markers: readonly ChartMarker[]; timeZone: string }) {
  const kinds = [...new Set(markers.map(({ kind }) => kind))]
  return (
    <>
      {kinds.map((kind) => {
        const Icon = MARKER_ICONS[kind]
        return (
          <span key={kind} className="flex items-center gap-1.5">
            <Icon
              aria-hidden="true"
              className="size-3.5"
              strokeWidth={1.85}
              {...(kind === 'anomaly' && markerColour(Icon))}
            />
            {MARKER_WORDS[kind]}
          </span>
        )
      })}
      {markers.length > 0 && (
        <ul className="sr-only" aria-label="Marks on the chart">
          {markers.map(({ id, kind, start, text }) => (
            <li key={id}>
              {shortDay(start, timeZone)}, {MARKER_WORDS[kind]}: {text}
            </li>
          ))}
        </ul>
      )}
    </>
  )
}
