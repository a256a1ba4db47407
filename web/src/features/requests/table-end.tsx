import { Button } from '../../components/button.tsx'
import { clockTime, shortDay } from '../../lib/dates.ts'
import { rangePhrase } from '../../lib/range.ts'

interface TableEndProps {
  range: string
  timeZone: string
  isLoading: boolean
  /** There is more to look at; down to this instant everything was. */
  readTo: string | null
  /** Older rows were let go to make room. */
  isCut: boolean
  onMore: () => void
  onReload: () => void
}

export function TableEnd({ range, timeZone, isLoading, readTo, isCut, onMore, onReload }: TableEndProps) {
  return (
    <div className="flex h-14 items-center justify-center gap-3 text-fg-3 text-xs">
      <EndText {...{ range, timeZone, isLoading, readTo, isCut, onMore, onReload }} />
    </div>
  )
}

function EndText({ range, timeZone, isLoading, readTo, isCut, onMore, onReload }: TableEndProps) {
  if (isCut)
    return (
      <>
        Older rows made room for new ones.
        <Button size="sm" onClick={onReload}>
          Reload
        </Button>
      </>
    )
  if (isLoading) return <span role="status">Looking further back…</span>
  if (readTo === null) return <>That is all {rangePhrase(range)}.</>
  return (
    <>
      Looked back to {shortDay(readTo, timeZone)}, {clockTime(readTo, timeZone).slice(0, 8)}.
      <Button size="sm" onClick={onMore}>
        Look further back
      </Button>
    </>
  )
}
