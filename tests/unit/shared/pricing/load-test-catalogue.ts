import { readdirSync, readFileSync } from 'node:fs'
import { buildCatalogue } from '#shared/pricing/catalogue.ts'
import { matchModel } from '#shared/pricing/match-model.ts'
import { priceAt } from '#shared/pricing/price-at.ts'

const FOLDER = new URL('../../../../shared/pricing/catalogue/', import.meta.url)

export const readCommittedFiles = () =>
  new Map(readdirSync(FOLDER).map((name) => [name, readFileSync(new URL(name, FOLDER), 'utf8')]))

/** The committed catalogue, as the server loads it. */
export const loadTestCatalogue = () =>
  buildCatalogue(
    [...readCommittedFiles()].filter(([name]) => name.endsWith('.json')).map(([, text]) => JSON.parse(text)),
  )

/** The sheet of a model that must be known, at an RFC 3339 instant. */
export function sheetOf(catalogue: ReturnType<typeof loadTestCatalogue>, name: string, at: string) {
  const [provider = '', ...model] = name.split('/')
  const found = matchModel(catalogue, { provider, model: model.join('/') })
  if (!found) throw new Error(`${name} is not in the catalogue`)
  return priceAt(found, Date.parse(at))
}
