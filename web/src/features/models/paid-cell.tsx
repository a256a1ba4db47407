import type { ModelMeasures } from '#shared/api/models.ts'
import { change, signedChange, UNKNOWN, usd, usdExact } from '../../lib/format.ts'

/** What 1M tokens cost on average, and how far that is from the same tokens without a discount. */
export function PaidCell({ row }: { row: ModelMeasures }) {
  const { paid, undiscountedUsdPerMillion: full } = row
  if (!paid) return <span title={whyNoPaid(row)}>{UNKNOWN}</span>
  return (
    <>
      <span title={usdExact(paid.usdPerMillion)}>{paidText(paid)}</span>
      {full !== null && Number(full) > 0 && (
        <span className="block text-2xs text-fg-3" title={`${usdExact(full)} without a discount`}>
          {discountText(row)}
        </span>
      )}
    </>
  )
}

export const paidText = ({ usdPerMillion, atLeast }: NonNullable<ModelMeasures['paid']>) =>
  `${atLeast ? '≥ ' : ''}${usd(usdPerMillion)}`

/** `−29.9% of $3.48`: against every prompt token at the price of input. */
export function discountText({ paid, undiscountedUsdPerMillion: full }: ModelMeasures): string {
  if (!paid || full === null || Number(full) === 0) return ''
  if (paid.atLeast) return `of ${usd(full)} in full`
  const moved = change(Number(paid.usdPerMillion), Number(full))
  return moved.direction === 'flat' ? `as ${usd(full)} in full` : `${signedChange(moved)} of ${usd(full)}`
}

function whyNoPaid({ costUsd }: ModelMeasures): string {
  return costUsd === null ? 'No price is known for these requests' : 'These requests used no tokens'
}
