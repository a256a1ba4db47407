import type { ModelMeasures } from '#shared/api/models.ts'
import { change, signedChange, UNKNOWN, usd, usdExact, usdScaled } from '../../lib/format.ts'

/** What 1M tokens cost on average, and how far that is from the same tokens without a discount. */
export function PaidCell({ row, scale }: { row: ModelMeasures; scale: number }) {
  const { paid, undiscountedUsdPerMillion: full } = row
  if (!paid) return <span title={whyNoPaid(row)}>{UNKNOWN}</span>
  return (
    <>
      <span title={usdExact(paid.usdPerMillion)}>{paidText(paid, (amount) => usdScaled(amount, scale))}</span>
      {full !== null && Number(full) > 0 && (
        <span className="block text-2xs text-fg-3" title={`${usdExact(full)} without a discount`}>
          {discountText(row, (amount) => usdScaled(amount, scale))}
        </span>
      )}
    </>
  )
}

type Text = (amount: string) => string

export const paidText = ({ usdPerMillion, atLeast }: NonNullable<ModelMeasures['paid']>, text: Text = usd) =>
  `${atLeast ? '≥ ' : ''}${text(usdPerMillion)}`

/** `−29.9% of $3.48`: against every prompt token at the price of input. */
export function discountText(
  { paid, undiscountedUsdPerMillion: full }: ModelMeasures,
  text: Text = usd,
): string {
  if (!paid || full === null || Number(full) === 0) return ''
  if (paid.atLeast) return `of ${text(full)} in full`
  const moved = change(Number(paid.usdPerMillion), Number(full))
  return moved.direction === 'flat' ? `as ${text(full)} in full` : `${signedChange(moved)} of ${text(full)}`
}

function whyNoPaid({ costUsd }: ModelMeasures): string {
  return costUsd === null ? 'No price is known for these requests' : 'These requests used no tokens'
}
