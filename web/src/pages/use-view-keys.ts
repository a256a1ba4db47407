import { dayInZone } from '../lib/dates.ts'
import { type Hotkeys, useHotkeys } from '../lib/hotkeys.ts'
import { NAMED_RANGES, RANGE_KEYS, stepRange } from '../lib/range.ts'
import type { SpendView } from '../lib/search-params.ts'

interface ViewActions {
  view: Pick<SpendView, 'range'>
  timeZone: string
  change: (part: { range: SpendView['range'] }) => void
  toggleCompare: () => void
  openFilter: () => void
}

/** The keys of a page that shows a range of time. */
export function useViewKeys({ view, timeZone, change, toggleCompare, openFilter }: ViewActions) {
  const step = (direction: -1 | 1) => {
    const range = stepRange(view.range, direction, dayInZone(Date.now(), timeZone))
    if (range !== view.range) change({ range })
  }
  const ranges: Hotkeys = Object.fromEntries(
    NAMED_RANGES.map((range) => [RANGE_KEYS[range].toLowerCase(), () => change({ range })]),
  )
  useHotkeys({
    ...ranges,
    x: toggleCompare,
    f: openFilter,
    '/': openFilter,
    ArrowLeft: () => step(-1),
    ArrowRight: () => step(1),
  })
}
