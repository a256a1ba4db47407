import { ArrowUp } from 'lucide-react'
import { Button } from '../../components/button.tsx'
import { integer, plural } from '../../lib/format.ts'

interface LiveNoticeProps {
  waiting: number
  skipped: number
  onShow: () => void
  onReload: () => void
}

/** What the table does not show yet. */
export function LiveNotice({ waiting, skipped, onShow, onReload }: LiveNoticeProps) {
  if (waiting + skipped === 0) return null
  return (
    <div className="pointer-events-none absolute inset-x-0 top-10 z-20 flex justify-center gap-2">
      {waiting > 0 && (
        <Button size="sm" variant="primary" className="pointer-events-auto shadow-pop" onClick={onShow}>
          <ArrowUp aria-hidden="true" />
          {integer(waiting)} new {plural(waiting, 'request')}
        </Button>
      )}
      {skipped > 0 && (
        <Button size="sm" className="pointer-events-auto shadow-pop" onClick={onReload}>
          At least {integer(skipped)} skipped: reload
        </Button>
      )}
    </div>
  )
}
