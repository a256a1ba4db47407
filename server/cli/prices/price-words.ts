import { SetupError } from '#server/errors.ts'
import { isUsageClass, USAGE_CLASS_NAMES, type UsageClass } from '#shared/usage/classes.ts'

/** `openai/gpt-4o`; a model may have slashes of its own. @throws SetupError */
export function parseModelName(word: string | undefined): { provider: string; model: string } {
  const [, provider, model] = /^([^/]+)\/(.+)$/.exec(word ?? '') ?? []
  if (!provider || !model)
    throw new SetupError(`Name it as PROVIDER/MODEL, not ${JSON.stringify(word ?? '')}.`)
  return { provider, model }
}

type Rates = Partial<Record<UsageClass, string | { usd: string; per: number }>>

/** `input=2.5` is USD for a million, `webSearches=10/1000` for a thousand. @throws SetupError */
export function parseRates(words: readonly string[]): Rates {
  const rates: Rates = {}
  for (const word of words) {
    const [, name = '', usd = '', per] = /^(\w+)=(\d+(?:\.\d+)?)(?:\/(\d{1,15}))?$/.exec(word) ?? []
    if (!isUsageClass(name))
      throw new SetupError(
        `${JSON.stringify(word)} is no price. Say CLASS=USD or CLASS=USD/UNITS; the classes are ${USAGE_CLASS_NAMES.join(', ')}.`,
      )
    rates[name] = per === undefined ? usd : { usd, per: Number(per) }
  }
  return rates
}

/** The id of an entry, as `list` shows it. @throws SetupError */
export function parseId(word: string | undefined): string {
  if (!word || !/^\d{1,9}$/.test(word)) throw new SetupError('Name the entry by its id, as "list" shows it.')
  return word
}
