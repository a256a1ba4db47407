import { addDecimals, parseScientific, shiftDecimal } from '#shared/decimal.ts'
import { isObject, type RawUsage } from '#shared/usage/count-reader.ts'

const TICKS_PER_USD_DIGITS = 10

/**
 * What the provider itself says that the call cost, as an exact decimal in USD, or undefined when it says nothing.
 * OpenRouter: what was charged, plus the upstream bill only for own keys (OR-01..03). xAI: ticks of 1e-10 USD (REP-01).
 */
export function reportedCost(raw: RawUsage, provider: string): string | undefined {
  const ticks = raw.cost_in_usd_ticks
  if (ticks !== undefined && ticks !== null) {
    const exact = parseScientific(ticks)
    return exact && shiftDecimal(exact, TICKS_PER_USD_DIGITS)
  }
  if (provider !== 'openrouter' && raw.is_byok === undefined) return undefined
  const charged = parseScientific(raw.cost)
  if (charged === undefined || raw.is_byok !== true) return charged
  const details = isObject(raw.cost_details) ? raw.cost_details : {}
  const upstream = parseScientific(details.upstream_inference_cost)
  return upstream === undefined ? undefined : addDecimals(charged, upstream)
}
