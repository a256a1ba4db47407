import type { ListedModel } from '#shared/api/price-list.ts'
import { fullDay } from '../lib/dates.ts'
import { compact, UNKNOWN } from '../lib/format.ts'

const yesNo = (fact: boolean | null) => (fact === null ? UNKNOWN : fact ? 'Yes' : 'No')
const day = (fact: string | null) => (fact === null ? UNKNOWN : fullDay(fact, 'UTC'))
const tokens = (fact: number | null) => (fact === null ? UNKNOWN : `${compact(fact)} tokens`)

const factsOf = (listed: ListedModel): [name: string, fact: string][] => [
  ['Type', listed.type ?? UNKNOWN],
  ['Context window', tokens(listed.contextWindow)],
  ['Longest answer', tokens(listed.maxOutput)],
  ['Reads', listed.input?.join(', ') ?? UNKNOWN],
  ['Writes', listed.output?.join(', ') ?? UNKNOWN],
  ['Calls tools', yesNo(listed.tools)],
  ['Open weights', yesNo(listed.openWeights)],
  ['Released', day(listed.released)],
  ['Shuts down', day(listed.shutdown)],
]

/** What the catalogue knows of a model besides its prices. */
export function ListedFacts({ listed }: { listed: ListedModel }) {
  return (
    <dl className="grid grid-cols-2 gap-x-4 gap-y-2.5 border-t px-4 py-3 sm:grid-cols-3">
      {factsOf(listed).map(([name, fact]) => (
        <div key={name}>
          <dt className="text-2xs text-fg-3">{name}</dt>
          <dd>{fact}</dd>
        </div>
      ))}
    </dl>
  )
}
