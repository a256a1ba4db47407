/** What a request says of itself beside its numbers. Many requests share one of these; '' is not said. */
export interface CallFacts {
  feature: string
  task: string
  environment: string
  provider: string
  model: string
  responseModel: string
  operation: string
  serviceTier: string
  /** What the provider said that it served, where it says so. */
  servedTier: string
  speed: string
  /** What the provider said that it served, else what was asked for. */
  region: string
  isBatch: boolean
  routedFrom: string
  failed: boolean
  experiment: string
  shadow: boolean
  evaluation: boolean
  personalised: boolean
  trigger: string
  streamed: boolean
  finishReason: string
  attempt: number
  promptVersion: string
  /** NaN: not said. */
  temperature: number
  reasoningEffort: string
  dataResidency: string
  usesTools: boolean
  usesSchema: boolean
  /** Tokens of the prompt that never change, as the client knows; 0: not said. */
  prefixTokens: number
  images: number
  imageTokens: number
  imageTiles: number
  /** Audio, video, searches: what tokens of text do not tell. */
  hasOtherUnits: boolean
}

/** The columns of `CallFacts` as a query joins them into one text: few texts differ, and each is read once. */
export const FACT_NAMES = [
  'feature',
  'task',
  'environment',
  'provider',
  'model',
  'responseModel',
  'operation',
  'serviceTier',
  'servedTier',
  'servedRegion',
  'speed',
  'region',
  'isBatch',
  'routedFrom',
  'failed',
  'experiment',
  'shadow',
  'purpose',
  'evaluation',
  'personalised',
  'trigger',
  'stream',
  'finishReason',
  'attempt',
  'promptVersion',
  'temperature',
  'reasoningEffort',
  'dataResidency',
  'tools',
  'jsonSchema',
  'prefixTokens',
  'images',
  'imageTokens',
  'imageTiles',
  'modality',
  'hasOtherUnits',
] as const
export type FactName = (typeof FACT_NAMES)[number]

/** Those that apps send as tags: docs/savings.md tells what they mean. */
export const TAG_FACTS = FACT_NAMES.slice(FACT_NAMES.indexOf('experiment'), -1)

/** Between two facts in the text. */
export const FACT_SEPARATOR = '\u001f'

/** Reads the text of one combination. */
export function readFacts(text: string): CallFacts {
  const values = text.split(FACT_SEPARATOR)
  const at = (name: FactName) => values[FACT_NAMES.indexOf(name)] ?? ''
  const word = (name: FactName) => at(name).trim().toLowerCase()
  const evaluationOnly = word('evaluation') !== '' && !isNo(word('evaluation'))
  const modality = word('modality')
  return {
    feature: at('feature'),
    task: at('task'),
    environment: at('environment'),
    provider: at('provider'),
    model: at('model'),
    responseModel: at('responseModel'),
    operation: word('operation'),
    serviceTier: word('serviceTier'),
    servedTier: word('servedTier'),
    speed: word('speed'),
    region: word('servedRegion') || word('region'),
    isBatch: at('isBatch') === 'true',
    routedFrom: at('routedFrom'),
    failed: at('failed') === 'true',
    experiment: at('experiment'),
    shadow: isYes(word('shadow')) || ['shadow', 'judge', 'classifier'].includes(word('purpose')),
    evaluation: evaluationOnly || /^eval/.test(word('purpose')),
    personalised: isYes(word('personalised')),
    trigger: word('trigger'),
    streamed: isYes(word('stream')),
    finishReason: word('finishReason'),
    // A name of what is tried again says as much as a number.
    attempt: at('attempt') === '' || isNo(word('attempt')) ? 1 : numberOf(at('attempt')) || 2,
    promptVersion: at('promptVersion'),
    temperature: at('temperature') === '' ? Number.NaN : Number(at('temperature')),
    reasoningEffort: word('reasoningEffort'),
    dataResidency: word('dataResidency'),
    usesTools: isYes(word('tools')),
    usesSchema: isYes(word('jsonSchema')),
    prefixTokens: numberOf(at('prefixTokens')),
    images: numberOf(at('images')) || (modality === 'image' || modality === 'vision' ? 1 : 0),
    imageTokens: numberOf(at('imageTokens')),
    imageTiles: numberOf(at('imageTiles')),
    hasOtherUnits: at('hasOtherUnits') === 'true' || modality === 'audio' || modality === 'video',
  }
}

const isNo = (word: string) => ['false', '0', 'no'].includes(word)
const isYes = (word: string) => word !== '' && !isNo(word)

function numberOf(text: string): number {
  const number = Number(text)
  return Number.isFinite(number) && number >= 0 ? number : 0
}
