import type { Capabilities } from '#shared/pricing/capabilities.ts'
import { buildCatalogue, type Catalogue } from '#shared/pricing/catalogue.ts'
import type { AdjustmentRow, ModelEntry, PriceRow, ProviderFile } from '#shared/pricing/provider-file.ts'

type Amounts = Partial<Record<'input' | 'output' | 'cacheRead' | 'cacheWrite5m' | 'cacheWrite1h', string>>

interface CaseModel extends Amounts {
  provider: string
  model: string
  operation?: string
  batchFactor?: string
  flexFactor?: string
  priority?: Amounts
  tier?: Amounts & { above: number }
  context?: number
  maxOutput?: number
  modalities?: Capabilities['input']
  tools?: boolean
  jsonSchema?: boolean
  reasoning?: boolean
  openWeights?: boolean
  baseModel?: string
  quantization?: string
  residency?: string[]
  /** What a call costs in a place, as a multiple of the standard. */
  regionFactors?: Record<string, string>
  cacheMinTokens?: number
  image?: { base: number; tile: number }
  shutdownDate?: string
  successor?: string
}

/** Prices and capabilities of the cases, frozen at a day. */
export interface CaseCatalog {
  asOf: string
  models: CaseModel[]
}

/** The same as a catalogue of ours, so that cases are priced and searched by the code that users have. */
export function toCatalogue({ asOf, models }: CaseCatalog): Catalogue {
  const providers = [...new Set(models.map(({ provider }) => provider))]
  return buildCatalogue(
    providers.map((provider): ProviderFile => {
      const own = models.filter((model) => model.provider === provider)
      return {
        provider,
        version: `cases-${asOf}`,
        source: 'catalog.json of the cases',
        checkedOn: asOf,
        licence: 'none',
        models: own.map(toEntry),
        adjustments: [
          ...tierFactors(own, 'batch', 'batchFactor'),
          ...tierFactors(own, 'flex', 'flexFactor'),
          ...regionFactors(own),
        ],
      }
    }),
  )
}

function toEntry(model: CaseModel): ModelEntry {
  const prices: PriceRow[] = [toRow(model, model.tier)]
  if (model.priority) prices.push({ ...toRow({ ...model, ...model.priority }), terms: { tier: 'priority' } })
  return { id: model.model, prices, capabilities: capabilitiesOf(model) }
}

function toRow(amounts: Amounts, tier?: CaseModel['tier']): PriceRow {
  const rates = ratesOf(amounts)
  if (!tier) return { rates }
  return { rates, longContext: [{ above: tier.above, rates: { ...rates, ...ratesOf(tier) } }] }
}

const CLASSES = ['input', 'output', 'cacheRead', 'cacheWrite5m', 'cacheWrite1h'] as const

const ratesOf = (amounts: Amounts): PriceRow['rates'] =>
  Object.fromEntries(CLASSES.flatMap((name) => (amounts[name] === undefined ? [] : [[name, amounts[name]]])))

function tierFactors(
  models: CaseModel[],
  tier: string,
  field: 'batchFactor' | 'flexFactor',
): AdjustmentRow[] {
  return models.flatMap((model) =>
    model[field] === undefined ? [] : [toFactor(model, 'tier', tier, model[field])],
  )
}

const regionFactors = (models: CaseModel[]): AdjustmentRow[] =>
  models.flatMap((model) =>
    Object.entries(model.regionFactors ?? {}).map(([region, factor]) =>
      toFactor(model, 'region', region, factor),
    ),
  )

const toFactor = ({ model }: CaseModel, term: AdjustmentRow['term'], value: string, factor: string) => ({
  term,
  values: [value],
  factor,
  models: [model],
  source: 'catalog.json of the cases',
})

function capabilitiesOf(model: CaseModel): Capabilities {
  const { context, maxOutput, modalities, tools, jsonSchema, reasoning, openWeights, baseModel } = model
  const { quantization, residency, cacheMinTokens, image, shutdownDate, successor, operation } = model
  return {
    ...(operation === 'embedding' && { type: 'embedding' }),
    ...(context !== undefined && { contextWindow: context }),
    ...(maxOutput !== undefined && { maxOutput }),
    ...(modalities && { input: modalities }),
    ...(tools !== undefined && { tools }),
    ...(jsonSchema !== undefined && { jsonSchema }),
    ...(reasoning !== undefined && { reasons: reasoning }),
    ...(openWeights !== undefined && { openWeights }),
    ...(baseModel && { baseModel }),
    ...(quantization && { quantization }),
    ...(residency && { residency }),
    ...(cacheMinTokens && { cacheMinimum: cacheMinTokens }),
    ...(image && { imageTokens: image }),
    ...(shutdownDate && { shutdown: shutdownDate }),
    ...(successor && { successor }),
  }
}
