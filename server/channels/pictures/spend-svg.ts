import type { DigestChart } from '#shared/api/digests.ts'
import { cutText } from '../cut-text.ts'

/** In the units of the drawing. */
export const WIDTH = 640
const HEIGHT = 280
const PLOT = { left: 52, right: 632, top: 16, bottom: 196 }
/** As on screens in light; the last one is for all others. */
const COLOURS = ['#2e57b1', '#eca33b', '#25947c', '#db6bae', '#8969d3', '#8dbe8c', '#903b38', '#66bde7']
const [OTHER, INK, FAINT, GRID] = ['#a3a7b0', '#3b4252', '#6b7280', '#e5e7eb']
const LEGEND = { top: 232, row: 22, columns: 3 }
const MOST_DAY_NAMES = 8

/** Stacked bars of daily spend, with the names of what they are made of. A day of which nothing is known is a gap. */
export function spendSvg({ days, series }: DigestChart): string {
  const totals = days.map((_, day) => series.reduce((sum, { values }) => sum + (values[day] ?? 0), 0))
  const top = niceTop(Math.max(...totals, 0))
  const width = (PLOT.right - PLOT.left) / Math.max(1, days.length)
  const y = (amount: number) => PLOT.bottom - (amount / top) * (PLOT.bottom - PLOT.top)
  const ticks = [0, top / 2, top].map(
    (amount) =>
      `<line x1="${PLOT.left}" x2="${PLOT.right}" y1="${y(amount)}" y2="${y(amount)}" stroke="${GRID}"/>` +
      text({ x: PLOT.left - 6, y: y(amount) + 4, anchor: 'end', fill: FAINT, value: tick(amount) }),
  )
  const bars = days.flatMap((_, day) => {
    let below = 0
    return series.map(({ slot, values }) => {
      const amount = values[day] ?? 0
      const from = below
      below += amount
      if (amount <= 0) return ''
      const [x, height] = [PLOT.left + width * (day + 0.13), y(from) - y(below)]
      return `<rect x="${x}" y="${y(below)}" width="${width * 0.74}" height="${height}" fill="${colourOf(slot)}"/>`
    })
  })
  const step = Math.ceil(days.length / MOST_DAY_NAMES)
  const names = days.map((day, i) =>
    i % step === 0
      ? text({
          x: PLOT.left + width * (i + 0.5),
          y: PLOT.bottom + 18,
          anchor: 'middle',
          fill: FAINT,
          value: dayName(day),
        })
      : '',
  )
  const legend = series.map(({ name, slot }, i) => {
    const x = PLOT.left + (i % LEGEND.columns) * 194
    const at = LEGEND.top + Math.floor(i / LEGEND.columns) * LEGEND.row
    return (
      `<rect x="${x}" y="${at}" width="10" height="10" rx="2.5" fill="${colourOf(slot)}"/>` +
      text({ x: x + 16, y: at + 9, anchor: 'start', fill: INK, value: cutText(name, 24) })
    )
  })
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${HEIGHT}" viewBox="0 0 ${WIDTH} ${HEIGHT}" font-family="Inter" font-size="12">`,
    `<rect width="${WIDTH}" height="${HEIGHT}" fill="#ffffff"/>`,
    ...ticks,
    ...bars,
    ...names,
    ...legend,
    '</svg>',
  ].join('')
}

const colourOf = (slot: number | null) => COLOURS[(slot ?? 0) - 1] ?? OTHER

/** Little more than the largest, and with a half that is short to write. */
function niceTop(largest: number): number {
  if (largest <= 0) return 1
  const power = 10 ** Math.floor(Math.log10(largest))
  return power * ([1, 2, 3, 4, 6, 8].find((step) => step * power >= largest) ?? 10)
}

const tick = (amount: number) => {
  const notation = amount >= 1_000 ? 'compact' : 'standard'
  const text = new Intl.NumberFormat('en-US', { notation, maximumSignificantDigits: 3 }).format(amount)
  return `$${text.replace('K', 'k')}`
}

const dayName = (day: string) =>
  new Intl.DateTimeFormat('en-US', { month: 'short', day: 'numeric', timeZone: 'UTC' }).format(new Date(day))

interface Text {
  x: number
  y: number
  anchor: 'start' | 'middle' | 'end'
  fill: string
  value: string
}

const text = ({ x, y, anchor, fill, value }: Text) =>
  `<text x="${x}" y="${y}" text-anchor="${anchor}" fill="${fill}">${escaped(value)}</text>`

/** Names come from events: what XML cannot hold is left out. */
const escaped = (value: string) =>
  value
    .toWellFormed()
    .replace(/[\p{Cc}\ufffe\uffff]/gu, '')
    .replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)
