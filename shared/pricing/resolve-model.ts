import type { Catalogue, CatalogueMatch } from '#shared/pricing/catalogue.ts'
import { matchModel } from '#shared/pricing/match-model.ts'
import type { PriceSheet } from '#shared/pricing/price-sheet.ts'
import { canonicalProvider } from '#shared/usage/provider-names.ts'

/** Which model a call names: what was asked for, and what the answer says it was. */
export interface ModelNames {
  provider: string
  /** The model or, at Azure, the deployment that was asked for. */
  model: string
  /** The model that the response names. */
  responseModel?: string | undefined
}

/** What a user says about models, by `provider/name`, lower-cased: see `modelKey`. */
export interface ModelRules {
  /** Prices of the user's own, the strongest scope first: project, then installation (OVR-01). */
  overrides: readonly ReadonlyMap<string, PriceSheet>[]
  /** Names that stand for a model of the catalogue, such as an Azure deployment or an inference profile (AZ-03). */
  aliases: ReadonlyMap<string, { provider: string; model: string }>
}

export type ResolvedModel = { kind: 'override'; sheet: PriceSheet } | CatalogueMatch

/** The key of a model in the rules: names are compared without case and surrounding blanks (NAM-04). */
export const modelKey = (provider: string, model: string): string =>
  `${canonicalProvider(provider)}/${model.trim().toLowerCase()}`

/**
 * Finds whose prices hold for a call, or undefined when nobody says: project override, installation override, alias,
 * then the catalogue, each with the model of the response before the one that was asked for (AZ-01..03). An
 * Azure deployment and an application profile are names of the user's own: only an alias or the response tells their
 * model (NAM-10).
 */
export function resolveModel(
  catalogue: Catalogue,
  names: ModelNames,
  rules?: ModelRules,
): ResolvedModel | undefined {
  const { provider, model, responseModel } = names
  return (
    (rules && inRules(catalogue, names, rules)) ??
    (responseModel ? inCatalogue(catalogue, provider, responseModel) : undefined) ??
    inCatalogue(catalogue, provider, model)
  )
}

function inRules(
  catalogue: Catalogue,
  { provider, model, responseModel }: ModelNames,
  rules: ModelRules,
): ResolvedModel | undefined {
  const keys = (responseModel ? [responseModel, model] : [model]).map((name) => modelKey(provider, name))
  for (const scope of rules.overrides) {
    const key = keys.find((name) => scope.has(name))
    if (key !== undefined) return { kind: 'override', sheet: scope.get(key)! }
  }
  for (const key of keys) {
    const alias = rules.aliases.get(key)
    const found = alias && (inOverrides(rules, alias) ?? inCatalogue(catalogue, alias.provider, alias.model))
    if (found) return found
  }
  return undefined
}

/** A price of the user's own for the model that a name stands for. */
function inOverrides(rules: ModelRules, { provider, model }: ModelNames): ResolvedModel | undefined {
  const key = modelKey(provider, model)
  const sheet = rules.overrides.find((scope) => scope.has(key))?.get(key)
  return sheet && { kind: 'override', sheet }
}

/** Looked up once for each way to write a name: a caller says the same few millions of times. */
function inCatalogue(catalogue: Catalogue, provider: string, name: string): CatalogueMatch | undefined {
  const known = catalogue.memory.get(provider, name)
  if (known !== undefined) return known ?? undefined
  const model = matchModel(catalogue, { provider, model: name })
  const asked = catalogue.providers.get(canonicalProvider(provider))
  const match: CatalogueMatch | null = model && asked ? { kind: 'catalogue', provider: asked, model } : null
  catalogue.memory.set(provider, name, match)
  return match ?? undefined
}
