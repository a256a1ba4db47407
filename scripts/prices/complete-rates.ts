import type { PriceRow } from '#shared/pricing/provider-file.ts'
import { toDecimal } from './convert-prices.ts'

type Rates = PriceRow['rates']

/** Adds to every row of a model what upstream leaves out and a rule of the provider says. */
export function completeRates(provider: string, id: string, rows: PriceRow[]): PriceRow[] {
  const complete = (rates: Rates) => completions(provider, id).reduce((sum, add) => add(sum), rates)
  return rows.map((row) => ({
    ...row,
    rates: complete(row.rates),
    ...(row.longContext && {
      longContext: row.longContext.map((tier) => ({ ...tier, rates: complete(tier.rates) })),
    }),
  }))
}

function completions(provider: string, id: string): ((rates: Rates) => Rates)[] {
  if (provider === 'openai') return [addCodeSessions]
  if (provider !== 'google' && provider !== 'aws') return []
  if (id.includes('claude')) return provider === 'google' ? [addHourWrites, addSearches] : [addHourWrites]
  if (provider === 'google' && /^gemini-2/.test(id)) return [addGroundedPrompts]
  return provider === 'google' && /^gemini-3/.test(id) ? [addGroundingQueries] : []
}

/** Upstream has no one-hour cache writes for Claude on Vertex and Bedrock; they are twice the input (ANT-02). */
function addHourWrites(rates: Rates): Rates {
  if (!rates.cacheWrite || rates.cacheWrite1h || typeof rates.input !== 'string') return rates
  return { ...rates, cacheWrite1h: toDecimal(Number(rates.input) * 2) }
}

/** Anthropic's own search costs on Vertex what it costs at Anthropic (ANT-04). */
const addSearches = (rates: Rates): Rates => ({ webSearches: { usd: '10', per: 1000 }, ...rates })

/** Models with hosted tools run code in containers, by the session (TOOL-03). */
const addCodeSessions = (rates: Rates): Rates =>
  rates.fileSearches ? { ...rates, codeSessions: { usd: '0.03', per: 1 } } : rates

/** Grounding with Google Search: by the prompt up to Gemini 2, by the query from Gemini 3 (GEM-08, GEM-09). */
const addGroundedPrompts = (rates: Rates): Rates => ({ groundedPrompts: { usd: '35', per: 1000 }, ...rates })
const addGroundingQueries = (rates: Rates): Rates => ({ webSearches: { usd: '14', per: 1000 }, ...rates })
