import type { RepriceRun } from '#shared/api/prices.ts'
import { integer } from '../../lib/format.ts'

/** How far a run has come; a preview cannot tell, because it does not know how many events there are. */
export function RunProgress({ run }: { run: RepriceRun }) {
  const total = run.summary?.changed ?? 0
  const done = run.state === 'undoing' ? total - run.changed : run.changed
  if (run.state === 'previewing' || total === 0)
    return (
      <p role="status" className="border-t px-4 py-3 text-fg-2">
        Working. This page follows it; you may leave.
      </p>
    )
  const share = Math.min(1, Math.max(0, done / total))
  return (
    <div className="border-t px-4 py-3">
      <div
        role="progressbar"
        aria-label="Events done"
        aria-valuenow={done}
        aria-valuemin={0}
        aria-valuemax={total}
        className="h-2 overflow-hidden rounded-full bg-active"
      >
        <div className="h-full rounded-full bg-accent" style={{ width: `${share * 100}%` }} />
      </div>
      <p className="num mt-1.5 text-fg-3 text-xs">
        {integer(done)} of {integer(total)} events
      </p>
    </div>
  )
}
