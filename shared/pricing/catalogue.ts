import { parseDecimal } from '#shared/decimal.ts'
import type { Capabilities } from '#shared/pricing/capabilities.ts'
import { type DatedSheet, instants, toDatedSheet } from '#shared/pricing/dated-sheet.ts'
import { NameMemory } from '#shared/pricing/name-memory.ts'
import { type AdjustmentRow, type ModelEntry, ProviderFile } from '#shared/pricing/provider-file.ts'
import type { Factor } from '#shared/pricing/rate.ts'
import { TermMemory } from '#shared/pricing/term-memory.ts'
import type { TermName } from '#shared/pricing/terms.ts'
import { TOKEN_CLASSES } from '#shared/usage/classes.ts'

/** A discount or surcharge of a provider for calls under one term. */
export interface Adjustment {
  readonly term: TermName
  readonly values: ReadonlySet<string>
  /** Null: all models. */
  readonly models: ReadonlySet<string> | null
  readonly from: number
  readonly until: number
  readonly factor: Factor
}

export interface CatalogueModel {
  readonly provider: string
  readonly id: string
  readonly source: string
  /** In the order of the file: the last one in force counts. */
  readonly prices: readonly DatedSheet[]
  readonly capabilities: Capabilities
  /** What it was found to cost under the terms of calls. */
  readonly memory: TermMemory
}

export interface CatalogueProvider {
  readonly id: string
  readonly models: readonly CatalogueModel[]
  /** Every exact name, lower-cased. */
  readonly names: ReadonlyMap<string, CatalogueModel>
  /** Names that may be followed by a version. */
  readonly families: ReadonlyMap<string, CatalogueModel>
  readonly fallbacks: readonly string[]
  readonly adjustments: readonly Adjustment[]
}

/** A model, and the provider that was asked for it: another one may have lent it. */
export interface CatalogueMatch {
  readonly kind: 'catalogue'
  readonly provider: CatalogueProvider
  readonly model: CatalogueModel
}

/** All known prices, indexed. Never changed after it is built; only its memory fills. */
export interface Catalogue {
  readonly version: string
  /** Day on which the prices were last checked, such as `2026-09-23`; the oldest of all files. */
  readonly checkedOn: string
  readonly providers: ReadonlyMap<string, CatalogueProvider>
  /** What names were found to stand for; null is a name of nothing. */
  readonly memory: NameMemory<CatalogueMatch | null>
}

/**
 * Parses and indexes provider files.
 * @throws Error when a file is malformed, a provider comes twice, or a name stands for two models.
 */
export function buildCatalogue(files: readonly ProviderFile[]): Catalogue {
  const providers = new Map<string, CatalogueProvider>()
  const versions = new Set<string>()
  const checkedOn: string[] = []
  for (const raw of files) {
    const file = parseFile(raw)
    if (providers.has(file.provider))
      throw new Error(`price catalogue: provider ${file.provider} comes twice`)
    providers.set(file.provider, toProvider(file))
    versions.add(file.version)
    checkedOn.push(file.checkedOn)
  }
  return {
    version: [...versions].sort().join(' '),
    checkedOn: checkedOn.sort()[0] ?? '',
    providers,
    memory: new NameMemory(),
  }
}

function parseFile(raw: ProviderFile): ProviderFile {
  const parsed = ProviderFile.safeParse(raw)
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  throw new Error(`price catalogue: ${raw?.provider}: /${issue?.path.join('/')}: ${issue?.message}`)
}

function toProvider(file: ProviderFile): CatalogueProvider {
  const names = new Map<string, CatalogueModel>()
  const families = new Map<string, CatalogueModel>()
  const add = (index: Map<string, CatalogueModel>, name: string, model: CatalogueModel) => {
    const known = index.get(name)
    if (known && known !== model)
      throw new Error(`price catalogue: ${file.provider}: ${name} stands for two models`)
    index.set(name, model)
  }
  const models = file.models.map((entry) => {
    const model = toModel(file, entry)
    for (const name of [entry.id, ...(entry.names ?? [])]) add(names, name.toLowerCase(), model)
    for (const name of entry.families ?? []) add(families, name.toLowerCase(), model)
    return model
  })
  const adjustments = (file.adjustments ?? []).map(toAdjustment)
  return { id: file.provider, models, names, families, fallbacks: file.fallbacks ?? [], adjustments }
}

function toAdjustment(row: AdjustmentRow): Adjustment {
  const classes = row.classes ? new Set(row.classes) : TOKEN_CLASSES
  return {
    term: row.term,
    values: new Set(row.values),
    models: row.models ? new Set(row.models) : null,
    ...instants(row),
    factor: { amount: row.factor, classes, ...parseDecimal(row.factor) },
  }
}

function toModel(file: ProviderFile, entry: ModelEntry): CatalogueModel {
  return {
    provider: file.provider,
    id: entry.id,
    source: entry.source ?? file.source,
    prices: entry.prices.map(toDatedSheet),
    capabilities: entry.capabilities ?? {},
    memory: new TermMemory(),
  }
}
