import type { Catalogue, CatalogueModel, CatalogueProvider } from '#shared/pricing/catalogue.ts'
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

export type ResolvedModel =
  | { kind: 'override'; sheet: PriceSheet }
  | { kind: 'catalogue'; provider: CatalogueProvider; model: CatalogueModel }

const NO_RULES: ModelRules = Object.freeze({ overrides: [], aliases: new Map() })

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
  { provider, model, responseModel }: ModelNames,
  rules: ModelRules = NO_RULES,
): ResolvedModel | undefined {
  const names = responseModel === undefined || responseModel === '' ? [model] : [responseModel, model]
  for (const scope of rules.overrides) {
    for (const name of names) {
      const sheet = scope.get(modelKey(provider, name))
      if (sheet) return { kind: 'override', sheet }
    }
  }
  for (const name of names) {
    const alias = rules.aliases.get(modelKey(provider, name))
    const found = alias && (inOverrides(rules, alias) ?? inCatalogue(catalogue, alias.provider, alias.model))
    if (found) return found
  }
  for (const name of names) {
    const found = inCatalogue(catalogue, provider, name)
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

function inCatalogue(catalogue: Catalogue, provider: string, model: string): ResolvedModel | undefined {
  const found = matchModel(catalogue, { provider, model })
  const asked = catalogue.providers.get(canonicalProvider(provider))
  return found && asked && { kind: 'catalogue', provider: asked, model: found }
}
