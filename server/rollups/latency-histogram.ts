import { sql } from 'drizzle-orm'

/** A percentile is at most this far from the latency it stands for, relative to it. */
const RELATIVE_ERROR = 0.03
const LONGEST_MS = 604_800_000
/** Decimal digits that a bin has in the packed number: sums stay right up to a trillion latencies in one bin. */
const DIGITS = 12

/**
 * Upper bounds of the bins, excluded: bin `i` holds bounds[i - 1] <= ms < bounds[i]. As wide as the relative error
 * allows, so that up to 16 ms each millisecond is a bin of its own.
 */
const LATENCY_BOUNDS = makeBounds()

function makeBounds(): readonly number[] {
  const growth = (1 + RELATIVE_ERROR) / (1 - RELATIVE_ERROR)
  const bounds = [1]
  for (let low = 1; low <= LONGEST_MS; low = bounds.at(-1)!) bounds.push(Math.floor(low * growth) + 1)
  return bounds
}

/** The bin of a latency in whole milliseconds. */
export function latencyBin(ms: number): number {
  let [low, high] = [0, LATENCY_BOUNDS.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (LATENCY_BOUNDS[middle]! <= ms) low = middle + 1
    else high = middle
  }
  return low
}

/**
 * Bins as one decimal number, 12 digits each, bin 0 last: adding two such numbers adds their bins. So Postgres adds
 * histograms with plain `+` and `sum`, and a narrow histogram is a short number.
 */
export function packHistogram(bins: ReadonlyMap<number, number>): string {
  if (bins.size === 0) return '0'
  const [first, last] = [Math.min(...bins.keys()), Math.max(...bins.keys())]
  let digits = ''
  for (let bin = last; bin >= first; bin--) digits += String(bins.get(bin) ?? 0).padStart(DIGITS, '0')
  return `${digits}e${first * DIGITS}`
}

/** The expression that packs the latencies of the rows of a group, as `packHistogram` does. */
export const packedLatencies = (sign: string) =>
  sql.raw(
    `coalesce(sum(${sign} * ('1e' || ${DIGITS} * width_bucket(latency_ms, '{${LATENCY_BOUNDS.join(',')}}'::int[]))::numeric), 0)`,
  )

/** Opens a packed histogram as Postgres prints it: count by bin, from bin 0. */
function unpackHistogram(packed: string): number[] {
  const bins: number[] = []
  for (let end = packed.length; end > 0; end -= DIGITS)
    bins.push(Number(packed.slice(Math.max(0, end - DIGITS), end)))
  return bins
}

/**
 * The latency in milliseconds that a share (0 to 1) of the calls did not exceed, by nearest rank, within 3 %.
 * Null when no call of the histogram reported one.
 */
export function readPercentiles(packed: string, shares: readonly number[]): (number | null)[] {
  const bins = unpackHistogram(packed)
  const total = bins.reduce((sum, count) => sum + count, 0)
  if (total === 0) return shares.map(() => null)
  return shares.map((share) => {
    const rank = Math.max(1, Math.ceil(share * total))
    let [bin, below] = [0, bins[0]!]
    while (below < rank) below += bins[++bin]!
    return middleOf(bin)
  })
}

/** Equally far, relatively, from the smallest and the largest latency of the bin. */
function middleOf(bin: number): number {
  const low = bin === 0 ? 0 : LATENCY_BOUNDS[bin - 1]!
  const high = LATENCY_BOUNDS[bin]! - 1
  return low === high ? low : (2 * low * high) / (low + high)
}
