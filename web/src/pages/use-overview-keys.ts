import { dayInZone } from '../lib/dates.ts'
import { type Hotkeys, useHotkeys } from '../lib/hotkeys.ts'
import { NAMED_RANGES, RANGE_KEYS, stepRange } from '../lib/range.ts'
import type { SpendView } from '../lib/search-params.ts'

interface OverviewActions {
  view: SpendView
  timeZone: string
  change: (part: Partial<SpendView>) => void
  toggleCompare: () => void
  openFilter: () => void
}

export function useOverviewKeys({ view, timeZone, change, toggleCompare, openFilter }: OverviewActions) {
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
