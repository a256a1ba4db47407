import { searchSavings } from '#server/savings/search/search-savings.ts'
import type { Finding } from '#shared/api/opportunities.ts'
import type { SavingsSettings } from '#shared/api/savings-settings.ts'
import { caseCatalogue } from './case-market.ts'
import { searchOf, type TestCall } from './traffic-of.ts'

const CATALOGUE = caseCatalogue()

/** What a search says of these requests, at the prices of the cases. */
export const findSavings = (calls: readonly TestCall[], settings: Partial<SavingsSettings> = {}): Finding[] =>
  searchSavings(searchOf(CATALOGUE, calls, settings)).map(({ finding }) => finding)

export const typesOf = (calls: readonly TestCall[], settings: Partial<SavingsSettings> = {}): string[] =>
  findSavings(calls, settings).map(({ type }) => type)
