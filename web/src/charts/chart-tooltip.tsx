import { UNKNOWN } from '../lib/format.ts'
import { type ChartMarker, MARKER_ICONS, MARKER_WORDS } from './chart-marker.ts'
import type { StackFormat, StackRow, StackSeries } from './stack.ts'
import { Swatch } from './swatch.tsx'

const SHOWN = 6

interface ChartTooltipProps {
  row: StackRow
  series: readonly StackSeries[]
  format: StackFormat
  /** What happened in the bucket. */
  markers: readonly ChartMarker[]
}

function Amount({ value, format }: { value: number | null; format: StackFormat }) {
  return <span className="num">{value === null ? UNKNOWN : format.value(value)}</span>
}

function Comparison({ row, format }: { row: StackRow; format: StackFormat }) {
  if (row.previous === null) return null
  return (
    <div className="flex justify-between gap-4 text-fg-3">
      <span>
        Previous period <Amount value={row.previous} format={format} />
      </span>
      {row.total !== null && <span className="num">{format.change(row.total, row.previous)}</span>}
    </div>
  )
}

function Expected({ row: { forecast, band }, format }: { row: StackRow; format: StackFormat }) {
  if (forecast === undefined || !band) return null
  return (
    <div className="mt-1 flex justify-between gap-4 text-fg-3">
      <span>Expected</span>
      <span className="num">
        {format.value(forecast)} ({format.value(band[0])} – {format.value(band[1])})
      </span>
    </div>
  )
}

function Happened({ markers }: { markers: readonly ChartMarker[] }) {
  if (markers.length === 0) return null
  return (
    <ul className="mt-2 flex flex-col gap-1 border-t pt-2">
      {markers.slice(0, SHOWN).map(({ id, kind, text }) => {
        const Icon = MARKER_ICONS[kind]
        return (
          <li key={id} className="flex gap-1.5 text-fg-2">
            <Icon aria-hidden="true" className="mt-0.5 size-3.5 shrink-0" strokeWidth={1.85} />
            <span className="min-w-0 break-words">
              <span className="sr-only">{MARKER_WORDS[kind]}: </span>
              {text}
            </span>
          </li>
        )
      })}
      {markers.length > SHOWN && <li className="text-fg-3">{markers.length - SHOWN} more</li>}
    </ul>
  )
}

export function ChartTooltip({ row, series, format, markers }: ChartTooltipProps) {
  const values = series
    .map((entry, index) => ({ ...entry, value: row[`v${index}`] ?? null }))
    .filter(({ value }) => value !== null && (value > 0 || !format.additive))
    .sort((a, b) => (b.value ?? 0) - (a.value ?? 0))
  const rest = values.slice(SHOWN)
  return (
    <div className="w-64 rounded-lg bg-raised px-3 py-2.5 text-xs shadow-pop">
      <p className="mb-1.5 font-medium">
        {format.title(row)}
        {row.partial && <span className="text-fg-3"> · so far</span>}
      </p>
      <ul className="flex flex-col gap-0.75">
        {values.slice(0, SHOWN).map((entry) => (
          <li key={entry.id} className="flex items-center gap-2">
            <Swatch colour={entry.colour} hatched={entry.hatched} className="size-2" />
            <span className="min-w-0 flex-1 truncate text-fg-2">{entry.name}</span>
            <Amount value={entry.value} format={format} />
          </li>
        ))}
        {rest.length > 0 && (
          <li className="flex justify-between pl-4 text-fg-3">
            <span>{rest.length} more</span>
            {format.additive && (
              <Amount value={rest.reduce((sum, { value }) => sum + (value ?? 0), 0)} format={format} />
            )}
          </li>
        )}
      </ul>
      {(row.total !== null || row.forecast === undefined) && (
        <div className="mt-2 flex justify-between border-t pt-2 font-medium">
          <span>{format.totalName}</span>
          <Amount value={row.total} format={format} />
        </div>
      )}
      <Expected row={row} format={format} />
      {!row.partial && <Comparison row={row} format={format} />}
      <Happened markers={markers} />
    </div>
  )
}
