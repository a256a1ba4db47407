import { clsx } from 'clsx'
import { type ComponentProps, type CSSProperties, useEffect, useRef } from 'react'
import type { ListedEvent } from '#shared/api/events.ts'
import { seriesColours } from '../../charts/series-colour.ts'
import { Swatch } from '../../charts/swatch.tsx'
import { Badge } from '../../components/badge.tsx'
import { clockTime, shortDay } from '../../lib/dates.ts'
import { integer, UNKNOWN } from '../../lib/format.ts'
import { valueName } from '../../lib/labels.ts'
import type { Money } from '../../lib/money.ts'
import { COLUMNS, GRID } from './columns.ts'
import { reasonText, statusWord } from './cost-words.ts'

const LIVE_DECIMALS = 6

interface EventRowProps {
  event: ListedEvent
  /** Place among all rows, from 1; the head is the first. */
  index: number
  timeZone: string
  money: Money
  /** Ranges beyond a day need it to tell times apart. */
  withDay: boolean
  isActive: boolean
  isOpen: boolean
  /** Chosen by key: focus goes with it. */
  takesFocus: boolean
  style: CSSProperties
  onOpen: () => void
}

export function EventRow({
  event,
  index,
  timeZone,
  money,
  withDay,
  isActive,
  isOpen,
  takesFocus,
  style,
  onOpen,
}: EventRowProps) {
  const button = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    if (takesFocus) button.current?.focus({ preventScroll: true })
  }, [takesFocus])
  const { timestamp, model, modelSlot, feature, latencyMs } = event
  const [colour] = seriesColours([{ key: model, slot: modelSlot }])
  const time = clockTime(timestamp, timeZone)
  return (
    // biome-ignore lint/a11y/useSemanticElements: a tr cannot be placed by how far the list is scrolled, as rows of a virtual table are.
    // biome-ignore lint/a11y/useFocusableInteractive: the button in its first cell takes the focus, one stop for each row.
    // biome-ignore lint/a11y/useKeyWithClickEvents: the keyboard opens a row by Enter on that button, or by J and K on the page.
    <div
      role="row"
      aria-rowindex={index}
      aria-current={isOpen ? 'true' : undefined}
      data-active={isActive || undefined}
      onClick={onOpen}
      style={style}
      className={clsx(
        GRID,
        'group absolute inset-x-0 top-0 h-8.5 border-b transition-colors duration-75 hover:bg-hover',
        isActive && 'shadow-[inset_2px_0_0_var(--accent)]',
        isOpen && 'bg-active [&_.text-fg-3]:text-fg-2',
      )}
    >
      <Cell column="Time">
        <button
          ref={button}
          type="button"
          tabIndex={isActive ? 0 : -1}
          aria-label={`Open the request of ${time}, ${model}`}
          className="rounded-sm font-mono text-fg-3 text-xs"
        >
          {withDay && `${shortDay(timestamp, timeZone)} `}
          {time.slice(0, 5)}
          <span className="@max-2xl:hidden">{withDay ? time.slice(5, 8) : time.slice(5)}</span>
        </button>
      </Cell>
      <Cell column="Model" className="flex min-w-0 items-center gap-2 pr-3">
        <Swatch {...colour!} className="size-2" />
        <span className="truncate" title={model}>
          {model}
        </span>
      </Cell>
      <Cell column="Feature" className={clsx('truncate pr-3', feature === '' && 'text-fg-3')} title={feature}>
        {valueName(feature)}
      </Cell>
      <Cell column="Input">{integer(event.inputTokens)}</Cell>
      <Cell column="Cached">{integer(event.cacheReadTokens)}</Cell>
      <Cell column="Output">{integer(event.outputTokens)}</Cell>
      <Cell column="Latency">{latencyMs === null ? UNKNOWN : `${integer(latencyMs)} ms`}</Cell>
      <Cell column="Status" className="min-w-0 truncate pl-3">
        <Status event={event} />
      </Cell>
      <Cell column="Cost" className="flex items-center justify-end gap-1.5 font-medium">
        <Cost event={event} money={money} />
      </Cell>
    </div>
  )
}

interface CellProps extends ComponentProps<'span'> {
  column: keyof typeof COLUMNS
}

/** A cell of a virtual table is no `td`: its row stands where the scroll says. */
function Cell({ column, className, ...props }: CellProps) {
  // biome-ignore lint/a11y/useSemanticElements: a td may only stand in a tr, and the row of a virtual table is none.
  return <span role="cell" {...props} className={clsx(COLUMNS[column], className)} />
}

function Status({ event: { status, errorCode } }: { event: ListedEvent }) {
  if (status === 'ok') return <span className="text-fg-3">ok</span>
  return (
    <span title={errorCode ?? undefined}>
      <Badge tone="bad">{errorCode ?? 'error'}</Badge>
    </span>
  )
}

/** An unknown cost is no 0: it says what is missing. */
function Cost({ event, money }: { event: ListedEvent; money: Money }) {
  const { costUsd, costStatus, costReason } = event
  if (costUsd === null)
    return (
      <>
        <Mark tone="warn">{statusWord(costStatus)}</Mark>
        <span title={reasonText(costReason)}>
          <span aria-hidden="true">{UNKNOWN}</span>
          <span className="sr-only">unknown, {reasonText(costReason)}</span>
        </span>
      </>
    )
  return (
    <>
      {costStatus === 'partial' && <Mark tone="warn">{statusWord(costStatus)}</Mark>}
      {costStatus === 'reported' && <Mark tone="plain">{statusWord(costStatus)}</Mark>}
      <span title={money.exact(costUsd)}>{money.scaled(costUsd, LIVE_DECIMALS)}</span>
    </>
  )
}

/** Where there is no room for it, it is still read out. */
const Mark = (props: ComponentProps<typeof Badge>) => (
  <span className="@max-2xl:sr-only">
    <Badge {...props} />
  </span>
)
