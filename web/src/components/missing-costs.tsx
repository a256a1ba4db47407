import { TriangleAlert } from 'lucide-react'
import type { Coverage } from '#shared/api/spend.ts'
import { integer, plural } from '../lib/format.ts'

/** Says what the amounts leave out: an unknown cost is not a zero. */
export function MissingCosts({ coverage }: { coverage: Coverage }) {
  const missing = coverage.unpriced + coverage.invalid
  if (missing === 0) return null
  return (
    <span className="flex items-center gap-1.5 text-warn">
      <TriangleAlert aria-hidden="true" className="size-3.5 shrink-0" strokeWidth={1.85} />
      {integer(missing)} {plural(missing, 'request')} without a cost, not in these amounts
    </span>
  )
}
