import type { Finding } from '#shared/api/opportunities.ts'
import type { Money } from '../../lib/money.ts'

/** From the careful to the hopeful end, with a mark at what is expected; from 0, so that lengths compare. */
export function RangeBar({ savings, money }: { savings: Finding['savings']; money: Money }) {
  const [low, expected, high] = [savings.lowUsd, savings.expectedUsd, savings.highUsd].map(Number)
  const least = Math.min(0, low!)
  const whole = Math.max(high!, 0) - least || 1
  const place = (amount: number) => `${((amount - least) / whole) * 100}%`
  return (
    <div
      role="img"
      aria-label={`From ${money.headline(savings.lowUsd)} to ${money.headline(savings.highUsd)}, ${money.headline(savings.expectedUsd)} expected`}
      className="relative h-2 rounded-full bg-active"
    >
      <span
        className="absolute inset-y-0 min-w-1 rounded-full bg-good opacity-35"
        style={{ left: place(low!), right: `calc(100% - ${place(high!)})` }}
      />
      <span className="absolute -inset-y-1 w-0.5 bg-good" style={{ left: place(expected!) }} />
    </div>
  )
}
