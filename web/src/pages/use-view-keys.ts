import { dayInZone } from '../lib/dates.ts'
import { type Hotkeys, useHotkeys } from '../lib/hotkeys.ts'
import { isShortRange, NAMED_RANGES, RANGE_KEYS, stepRange } from '../lib/range.ts'
import type { SpendView } from '../lib/search-params.ts'

interface ViewActions {
  view: Pick<SpendView, 'range'>
  timeZone: string
  change: (part: { range: SpendView['range'] }) => void
  toggleCompare: () => void
  openFilter: () => void
}

type RangeActions = Pick<ViewActions, 'view' | 'timeZone' | 'change'>

/** The keys that choose a range of time, and step it. */
function rangeKeys({ view, timeZone, change }: RangeActions): Hotkeys {
  const step = (direction: -1 | 1) => {
    // Hours follow the clock: they have no period before.
    if (isShortRange(view.range)) return
    const range = stepRange(view.range, direction, dayInZone(Date.now(), timeZone))
    if (range !== view.range) change({ range })
  }
  const named = NAMED_RANGES.map((range) => [RANGE_KEYS[range].toLowerCase(), () => change({ range })])
  return { ...Object.fromEntries(named), ArrowLeft: () => step(-1), ArrowRight: () => step(1) }
}

/** The keys of a page that shows a range of time and nothing to compare it with. */
export function useRangeKeys(actions: RangeActions) {
  useHotkeys(rangeKeys(actions))
}

/** The keys of a page that shows a range of time. */
export function useViewKeys({ toggleCompare, openFilter, ...actions }: ViewActions) {
  useHotkeys({ ...rangeKeys(actions), x: toggleCompare, f: openFilter, '/': openFilter })
}
