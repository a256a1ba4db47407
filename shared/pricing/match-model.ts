import type { Catalogue, CatalogueModel, CatalogueProvider } from '#shared/pricing/catalogue.ts'
import { canonicalProvider } from '#shared/usage/provider-names.ts'

/** What may follow an exact name: the date of a snapshot, a Vertex version, a Bedrock revision. */
const SNAPSHOT = /^(?:-\d{4}-\d{2}-\d{2}|-\d{8}|@[\w.-]+|-v\d+:\d+)$/

/** What may follow a family: also `-latest`, `-preview`, `-002`. Never a bare `-5`: that is another model (NAM-02). */
const VERSION =
  /^(?:-latest|-\d{3,4}|-\d{2}-\d{2}|(?:-preview|-exp)?(?:-\d{4}-\d{2}-\d{2}|-\d{8}|-\d{2}-\d{4}|-\d{2}-\d{2}|-\d{4})?(?:-v\d+)?(?::\d+|@[\w.-]+)?)$/

const BEDROCK_GEOGRAPHY = /^(?:us|us-gov|eu|apac|jp|au|ca|in|sa)\./

const MAX_NAME = 200

/**
 * Finds the catalogue's model for names as a caller sends them, or undefined: there are no guesses (NAM-01..10).
 * Exact within the provider first, then an exact or family name plus a version, then the provider's declared fallbacks.
 */
export function matchModel(
  catalogue: Catalogue,
  name: { provider: string; model: string },
): CatalogueModel | undefined {
  const provider = catalogue.providers.get(canonicalProvider(name.provider))
  if (!provider || name.model.length > MAX_NAME) return undefined
  const found = findIn(provider, name.model)
  if (found) return found
  for (const id of provider.fallbacks) {
    const fallback = catalogue.providers.get(id)
    const model = fallback && findIn(fallback, name.model)
    if (model) return model
  }
  return undefined
}

function findIn(provider: CatalogueProvider, model: string): CatalogueModel | undefined {
  const clean = model.trim().toLowerCase()
  return provider.names.get(clean) ?? findSpelling(provider, clean)
}

function findSpelling(provider: CatalogueProvider, clean: string): CatalogueModel | undefined {
  for (const name of spellings(provider.id, clean)) {
    const found = provider.names.get(name) ?? findVersionOf(provider, name)
    if (found) return found
  }
  return undefined
}

/** The longest known name that is followed by nothing but a version. */
function findVersionOf(provider: CatalogueProvider, name: string): CatalogueModel | undefined {
  for (let end = name.length; end > 0; end--) {
    if (end < name.length && !'-@:'.includes(name[end] ?? '')) continue
    const base = name.slice(0, end)
    const rest = name.slice(end)
    const family = provider.families.get(base)
    if (family && VERSION.test(rest)) return family
    const exact = provider.names.get(base)
    if (exact && SNAPSHOT.test(rest)) return exact
  }
  return undefined
}

/** The name itself, then without the wrappings of a resource path, of its own provider, or of a region. */
function* spellings(provider: string, clean: string): Generator<string> {
  yield clean
  const bare = withoutPath(provider, clean)
  if (bare !== clean) yield bare
  // A fine-tuned model is `ft:base:organisation:name:id`, with a price of its own by base (NAM-03).
  if (bare.startsWith('ft:')) yield bare.split(':', 2).join(':')
  // Whatever the model, OpenRouter serves the slugs of this kind for nothing (CAT-05).
  if (provider === 'openrouter' && bare.endsWith(':free')) yield '*:free'
  if (provider !== 'aws') return
  const local = bare.replace(BEDROCK_GEOGRAPHY, '')
  yield local
  yield local.replace(/^anthropic\./, '')
}

function withoutPath(provider: string, name: string): string {
  if (name.startsWith('arn:')) return name.slice(name.lastIndexOf('/') + 1)
  const resource = /(?:^|\/)models\/([^/]+)$/.exec(name)
  if (resource?.[1]) return resource[1]
  const slash = name.indexOf('/')
  return slash > 0 && canonicalProvider(name.slice(0, slash)) === provider ? name.slice(slash + 1) : name
}
