import { addDecimals, parseScientific, shiftDecimal } from '#shared/decimal.ts'
import { type PicoUsd, parseUsd, picoUsd } from '#shared/money.ts'
import { isObject, type RawUsage } from '#shared/usage/count-reader.ts'

const TICKS_PER_USD_DIGITS = 10

const PICO_USD_PER_TICK = 100n

/**
 * What the provider itself says that the call cost, rounded once (REP-02), or undefined when it says nothing.
 * OpenRouter: what was charged, plus the upstream bill only for own keys (OR-01..03). xAI: ticks of 1e-10 USD (REP-01).
 */
export function reportedCost(raw: RawUsage, provider: string): PicoUsd | undefined {
  const ticks = raw.cost_in_usd_ticks
  if (ticks !== undefined && ticks !== null) return fromTicks(ticks)
  if (provider !== 'openrouter' && raw.is_byok === undefined) return undefined
  const charged = parseScientific(raw.cost)
  if (charged === undefined) return undefined
  if (raw.is_byok !== true) return parseUsd(charged)
  const details = isObject(raw.cost_details) ? raw.cost_details : {}
  const upstream = parseScientific(details.upstream_inference_cost)
  return upstream === undefined ? undefined : parseUsd(addDecimals(charged, upstream))
}

function fromTicks(ticks: unknown): PicoUsd | undefined {
  if (typeof ticks === 'number' && ticks >= 0 && Number.isSafeInteger(ticks))
    return picoUsd(BigInt(ticks) * PICO_USD_PER_TICK)
  const exact = parseScientific(ticks)
  return exact === undefined ? undefined : parseUsd(shiftDecimal(exact, TICKS_PER_USD_DIGITS))
}
