import { useRef, useState } from 'react'
import type { StackRow } from './stack.ts'

interface Drag {
  from: number
  to: number
}

/** What Recharts tells about the pointer; the index is a number in one-dimensional charts. */
interface PointerState {
  activeTooltipIndex?: unknown
}

const indexOf = (state: PointerState) => {
  const index = Number(state.activeTooltipIndex ?? Number.NaN)
  return Number.isInteger(index) ? index : null
}

/** Drag across the chart: selects from bucket to bucket and hands over their bounds on release. */
export function useDragZoom(rows: readonly StackRow[], onZoom?: (from: StackRow, to: StackRow) => void) {
  const [drag, setDrag] = useState<Drag | null>(null)
  // A click ends a drag too: who hears of it asks here whether it was one.
  const dragged = useRef(false)
  const moved = drag !== null && drag.from !== drag.to
  const first = drag && rows[Math.min(drag.from, drag.to)]
  const last = drag && rows[Math.max(drag.from, drag.to)]

  const handlers = onZoom && {
    onMouseDown: (state: PointerState) => {
      const index = indexOf(state)
      dragged.current = false
      if (index !== null) setDrag({ from: index, to: index })
    },
    onMouseMove: (state: PointerState) => {
      const index = indexOf(state)
      if (!drag || index === null || index === drag.to) return
      dragged.current = true
      setDrag({ ...drag, to: index })
    },
    onMouseUp: () => {
      setDrag(null)
      if (moved && first && last) onZoom(first, last)
    },
    onMouseLeave: () => setDrag(null),
  }
  return { handlers, dragged, selection: moved && first && last ? { first, last } : null }
}
