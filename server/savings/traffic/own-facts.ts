import { FACT_NAMES, FACT_SEPARATOR, type FactName, TAG_FACTS } from './call-facts.ts'

/** Labels that a series holds for its events. */
export const SERIES_FACTS = [
  'feature',
  'task',
  'environment',
  'provider',
  'model',
  'operation',
  'serviceTier',
  'region',
] as const satisfies FactName[]
export type SeriesFacts = Record<(typeof SERIES_FACTS)[number], string>

export type OwnFact = FactName | 'seriesId' | 'sentLabels' | 'keepsAnHour'

/** What is read of each event by itself, in the order of its text; the tags last, for many events have none. */
export const OWN_FACTS: readonly OwnFact[] = [
  'seriesId',
  'sentLabels',
  'keepsAnHour',
  ...FACT_NAMES.filter((name) => !isOfSeries(name) && !TAG_FACTS.includes(name)),
  ...TAG_FACTS,
]

function isOfSeries(name: FactName): boolean {
  return (SERIES_FACTS as readonly FactName[]).includes(name)
}

export interface OwnFacts {
  /** What is written to caches lives for an hour, not for five minutes. */
  keepsAnHour: boolean
  /** The text that `readFacts` reads. */
  facts: string
}

export const seriesOf = (text: string): number => Number.parseInt(text, 10)

/** Puts what an event says beside the labels of its series. Labels as they were sent beat `__other__`. */
export function joinFacts(text: string, series: SeriesFacts): OwnFacts {
  const values = text.split(FACT_SEPARATOR)
  const own = (name: OwnFact) => values[OWN_FACTS.indexOf(name)] ?? ''
  const sent = own('sentLabels') === '' ? {} : (JSON.parse(own('sentLabels')) as Partial<SeriesFacts>)
  const labels: Partial<Record<FactName, string>> = { ...series, ...sent }
  return {
    keepsAnHour: own('keepsAnHour') === 'true',
    facts: FACT_NAMES.map((name) => (isOfSeries(name) ? labels[name] : own(name))).join(FACT_SEPARATOR),
  }
}
