import { MODEL_TYPES, type ModelType } from '#shared/pricing/model-types.ts'
import type { FlatSearch } from './search-params.ts'

export const PRICE_TABS = ['models', 'overrides', 'aliases', 'unpriced', 're-price', 'update'] as const
export type PriceTab = (typeof PRICE_TABS)[number]

/** What the URL means on Price book. */
export interface PricesView {
  tab: PriceTab
  search: string
  /** '' is any. */
  provider: string
  type: ModelType | ''
  /** The model that is looked at, `provider/model`; '' is none. */
  model: string
  /** The re-pricing that is looked at; '' is none. */
  run: string
}

const MOST_TEXT = 256

/** Unknown names and values are left out, so that a bad link never breaks a page. */
export function readPricesView(search: FlatSearch): PricesView {
  const text = (name: string) => (search[name] ?? '').slice(0, MOST_TEXT)
  const tab = PRICE_TABS.find((known) => known === search.tab) ?? 'models'
  const isModels = tab === 'models'
  return {
    tab,
    search: isModels ? text('search') : '',
    provider: isModels ? text('provider').slice(0, 64) : '',
    type: (isModels && MODEL_TYPES.find((type) => type === search.type)) || '',
    model: isModels && text('model').includes('/') ? text('model') : '',
    run: tab === 're-price' && /^\d{1,9}$/.test(text('run')) ? text('run') : '',
  }
}

export function writePricesView({ tab, ...texts }: PricesView): FlatSearch {
  const given = Object.entries(texts).filter(([, text]) => text !== '')
  return { ...(tab !== 'models' && { tab }), ...Object.fromEntries(given) }
}

/** `openrouter/meta-llama/llama-4` -> its provider and its model, which may have slashes. */
export function splitModelName(name: string): { provider: string; model: string } {
  const slash = name.indexOf('/')
  return { provider: name.slice(0, slash), model: name.slice(slash + 1) }
}
