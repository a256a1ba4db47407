import type { FlatSearch } from './search-params.ts'

const FIELDS = ['project', 'feature', 'model', 'to', 'tier', 'cache', 'batch', 'share'] as const
type SimulationField = (typeof FIELDS)[number]

/** What the URL means on Simulate: what the form holds. A field that is empty changes nothing. */
export type SimulationView = Partial<Record<SimulationField, string>>

const isPercent = (text: string) => /^\d{1,3}$/.test(text) && Number(text) <= 100
const isName = (text: string) => text !== '' && text.length <= 256

const TESTS: Record<SimulationField, (text: string) => boolean> = {
  project: (text) => /^\d{1,9}$/.test(text),
  feature: isName,
  model: isName,
  to: (text) => /^[^/]{1,64}\/.{1,256}$/.test(text),
  tier: (text) => ['default', 'flex', 'priority'].includes(text),
  cache: isPercent,
  batch: isPercent,
  share: (text) => isPercent(text) && Number(text) > 0 && Number(text) < 100,
}

/** Unknown names and values are left out, so that a bad link never breaks a page. */
export function readSimulationView(search: FlatSearch): SimulationView {
  return Object.fromEntries(
    FIELDS.flatMap((field) => {
      const text = search[field]
      return text !== undefined && TESTS[field](text) ? [[field, text]] : []
    }),
  )
}

export const writeSimulationView = (view: SimulationView): FlatSearch => ({ ...view })
