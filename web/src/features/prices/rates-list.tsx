import type { PublishedRate } from '#shared/api/price-list.ts'
import { className, rateText } from './rate-text.ts'

/** What each class costs. */
export function RatesList({ rates }: { rates: readonly PublishedRate[] }) {
  return (
    <dl className="mt-1.5 grid grid-cols-[repeat(auto-fill,minmax(9rem,1fr))] gap-x-4 gap-y-1.5">
      {rates.map((rate) => (
        <div key={rate.class}>
          <dt className="text-2xs text-fg-3">{className(rate.class)}</dt>
          <dd className="num">{rateText(rate)}</dd>
        </div>
      ))}
    </dl>
  )
}
