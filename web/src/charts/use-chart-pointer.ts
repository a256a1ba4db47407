import { type MouseEvent, useRef, useState } from 'react'
import { seriesAt } from './series-at.ts'
import type { StackRow } from './stack.ts'

interface Drag {
  from: number
  to: number
}

/** What Recharts tells about the pointer; the index is a number in one-dimensional charts. */
interface PointerState {
  activeTooltipIndex?: unknown
}

interface PointerActions {
  onZoom?: ((from: StackRow, to: StackRow) => void) | undefined
  /** A series was clicked; `exclude` with Alt. */
  onSelect?: ((index: number, exclude: boolean) => void) | undefined
}

const indexOf = (state: PointerState) => {
  const index = Number(state.activeTooltipIndex ?? Number.NaN)
  return Number.isInteger(index) ? index : null
}

/** A drag across the chart hands over the bounds of its buckets on release; a press without one, its series. */
export function useChartPointer(rows: readonly StackRow[], { onZoom, onSelect }: PointerActions) {
  const [drag, setDrag] = useState<Drag | null>(null)
  // Not the browser's click: a shape that is drawn anew between press and release never gets one.
  const pressed = useRef<number | null>(null)
  const moved = drag !== null && drag.from !== drag.to
  const first = drag && rows[Math.min(drag.from, drag.to)]
  const last = drag && rows[Math.max(drag.from, drag.to)]

  const handlers = {
    onMouseDown: (state: PointerState, { target, button }: MouseEvent) => {
      const index = indexOf(state)
      pressed.current = button === 0 ? seriesAt(target) : null
      if (onZoom && index !== null) setDrag({ from: index, to: index })
    },
    onMouseMove: (state: PointerState) => {
      const index = indexOf(state)
      if (!drag || index === null || index === drag.to) return
      pressed.current = null
      setDrag({ ...drag, to: index })
    },
    onMouseUp: (_: PointerState, { target, altKey }: MouseEvent) => {
      const series = pressed.current
      pressed.current = null
      setDrag(null)
      if (moved && first && last) onZoom?.(first, last)
      else if (series !== null && series === seriesAt(target)) onSelect?.(series, altKey)
    },
    onMouseLeave: () => setDrag(null),
  }
  return { handlers, selection: moved && first && last ? { first, last } : null }
}
