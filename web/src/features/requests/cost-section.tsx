import { TriangleAlert } from 'lucide-react'
import type { EventDetail, PriceSource } from '#shared/api/event-detail.ts'
import { useMoney } from '../../api/use-money.ts'
import { Badge } from '../../components/badge.tsx'
import { fullDay } from '../../lib/dates.ts'
import { UNKNOWN, usdExact } from '../../lib/format.ts'
import type { Money } from '../../lib/money.ts'
import { CostLines } from './cost-lines.tsx'
import { reasonText, statusWord } from './cost-words.ts'

const TONES = {
  priced: 'good',
  partial: 'warn',
  reported: 'plain',
  unpriced: 'warn',
  invalid: 'bad',
} as const

export function CostSection({ event, timeZone }: { event: EventDetail; timeZone: string }) {
  const { costUsd, costStatus, costReason, lines, linesUsd, reportedUsd, check, priceSource } = event
  const money = useMoney()
  const isConverted = costUsd !== null && !money.isUsd
  return (
    <section aria-label="Cost" className="flex flex-col gap-2">
      <p className="flex items-center gap-2">
        <span className="num font-semibold text-xl">{costText(costUsd, money)}</span>
        <Badge tone={TONES[costStatus]}>{statusWord(costStatus)}</Badge>
      </p>
      {isConverted && (
        <p className="text-fg-3 text-xs">
          Stored as <span className="num">{money.exact(costUsd)}</span>, as the arithmetic shows.
        </p>
      )}
      {costReason && <p className="text-warn text-xs">{sentence(reasonText(costReason))}</p>}
      {check === 'differs' ? <Differs lines={linesUsd} /> : <CostLines lines={lines} sumUsd={linesUsd} />}
      {reportedUsd !== null && (
        <p className="text-fg-2 text-xs">
          Reported by the caller or the provider: <span className="num">{usdExact(reportedUsd)}</span>
          {check === 'reported' ? ', which is what counts here.' : '. The computed cost counts here.'}
        </p>
      )}
      <SourceLine source={priceSource} hasPrice={linesUsd !== null} timeZone={timeZone} />
    </section>
  )
}

const costText = (costUsd: string | null, money: Money) => {
  if (costUsd === null) return UNKNOWN
  return money.isUsd ? usdExact(costUsd) : money.headline(costUsd)
}

const sentence = (text: string) => `${text.charAt(0).toUpperCase()}${text.slice(1)}.`

/** Wrong arithmetic is worse than none. */
function Differs({ lines }: { lines: string | null }) {
  return (
    <p role="status" className="flex items-start gap-2 rounded-md bg-warn-soft px-2.5 py-2 text-xs">
      <TriangleAlert aria-hidden="true" className="mt-0.5 size-3.5 shrink-0 text-warn" strokeWidth={1.85} />
      <span>
        The stored lines {lines === null ? '' : `(${usdExact(lines)}) `}do not add up to this cost, so they
        are not shown.
      </span>
    </p>
  )
}

interface SourceLineProps {
  source: PriceSource | null
  hasPrice: boolean
  timeZone: string
}

function SourceLine({ source, hasPrice, timeZone }: SourceLineProps) {
  if (!hasPrice) return null
  if (source === null)
    return (
      <p className="text-fg-3 text-xs">
        Prices have changed since it was stored: today’s price book would give other lines for that time.
      </p>
    )
  const { kind, provider, model, effectiveFrom, effectiveUntil } = source
  const from = effectiveFrom && `from ${fullDay(effectiveFrom, timeZone)}`
  const until = effectiveUntil && `until ${fullDay(effectiveUntil, timeZone)}`
  return (
    <p className="text-fg-3 text-xs">
      {kind === 'own' ? 'Own price' : 'List price'} of{' '}
      <span className="font-medium text-fg-2">
        {provider}/{model}
      </span>{' '}
      in force when it ran{[from, until].some(Boolean) && ` (${[from, until].filter(Boolean).join(' ')})`}
      {source.source && <>. Source: {<SourceText text={source.source} />}</>}
    </p>
  )
}

const SourceText = ({ text }: { text: string }) =>
  /^https:\/\//.test(text) ? (
    <a href={text} rel="noreferrer" target="_blank" className="break-all underline underline-offset-2">
      {text}
    </a>
  ) : (
    text
  )
