import type { ChangeDriver, ChangeKind } from '#shared/api/spend-changes.ts'
import type { ModelPair } from './change-pairs.ts'
import { fraction, per, toNumber } from './fraction.ts'
import { groupBy } from './group-by.ts'
import { listCost, promptOf, type SplitChange, TOKEN_SIDES, type Usage } from './split-change.ts'

export interface PairChange {
  pair: ModelPair
  parts: SplitChange
}

/** What weighs most in a part, in its direction; null when nothing moved. */
export function findDriver(kind: ChangeKind, changes: readonly PairChange[]): ChangeDriver | null {
  const amount = sumOf(kind, changes)
  const features = [...groupBy(changes, ({ pair }) => pair.feature).values()]
  const feature = largest(kind, features, amount)
  if (!feature) return null
  if (kind === 'volume') return { ...nameless(feature[0]!), ...figuresOfFeature(feature[0]!.pair) }
  if (kind === 'mix') return { ...nameless(feature[0]!), ...replacement(feature) }
  // A feature may be moved by one of its models while another moves it back: the pair counts here.
  const pair = largest(
    kind,
    changes.map((change) => [change]),
    amount,
  )![0]!.pair
  return { ...nameless({ pair }), model: pair.model?.model ?? null, ...figures(kind, pair) }
}

const sumOf = (kind: ChangeKind, changes: readonly PairChange[]) =>
  changes.reduce((sum, { parts }) => sum + parts[kind], 0n)

function largest(
  kind: ChangeKind,
  groups: readonly PairChange[][],
  amount: bigint,
): PairChange[] | undefined {
  const sign = amount < 0n ? -1n : 1n
  let [best, most] = [undefined as PairChange[] | undefined, 0n]
  for (const group of groups) {
    const size = sign * sumOf(kind, group)
    if (size > most) [best, most] = [group, size]
  }
  return best
}

const nameless = ({ pair }: Pick<PairChange, 'pair'>): ChangeDriver => ({
  feature: pair.feature,
  model: null,
  toModel: null,
  previous: null,
  current: null,
})

const figuresOfFeature = ({ featureRequests: { previous, current } }: ModelPair) => ({
  previous: Number(previous),
  current: Number(current),
})

/** The model whose share of the feature's requests fell most, and the one whose share rose most. */
function replacement(changes: readonly PairChange[]) {
  const shares = changes.map(({ pair: { model, previous, current, featureRequests } }) => {
    const share = (part: bigint, whole: bigint) => (whole === 0n ? 0 : Number(part) / Number(whole))
    const before = share(previous.requests, featureRequests.previous)
    return { model: model?.model ?? null, move: share(current.requests, featureRequests.current) - before }
  })
  shares.sort((a, b) => a.move - b.move)
  const [from, to] = [shares[0]!, shares.at(-1)!]
  return { model: from.move < 0 ? from.model : null, toModel: to.move > 0 ? to.model : null }
}

/** What moved, before and after. */
function figures(kind: ChangeKind, { previous, current }: ModelPair) {
  const both = (figure: (usage: Usage) => number | null) => ({
    previous: figure(previous),
    current: figure(current),
  })
  switch (kind) {
    case 'promptLength':
      return both(({ tokens, requests }) => ratio(promptOf(tokens), requests))
    case 'outputLength':
      return both(({ tokens, requests }) => ratio(tokens.output, requests))
    case 'cache':
      return both(({ tokens }) => ratio(tokens.cacheRead, promptOf(tokens)))
    case 'price':
      return both(({ prices }) => prices && listPerMillion(current.tokens, prices))
    case 'volume':
    case 'mix':
    case 'rest':
      return {}
    default:
      return kind satisfies never
  }
}

const ratio = (part: bigint, whole: bigint) => (whole === 0n ? null : Number(part) / Number(whole))

const PICO_USD_PER_USD = 10n ** 12n

/** USD per 1M tokens. */
function listPerMillion(tokens: Usage['tokens'], prices: NonNullable<Usage['prices']>): number | null {
  const count = TOKEN_SIDES.reduce((sum, side) => sum + tokens[side], 0n)
  if (count === 0n) return null
  return toNumber(per(listCost(tokens, prices), fraction((count * PICO_USD_PER_USD) / 1_000_000n || 1n)))
}
