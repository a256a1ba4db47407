import type { Count } from '#shared/usage/count.ts'

/**
 * The disjoint, billable kinds of quantity. `parent` is the class whose price stands in when a model has none
 * for this one (CLS-01); `side` tells which total it is part of.
 */
export const USAGE_CLASSES = {
  input: { side: 'input', parent: null },
  toolInput: { side: 'input', parent: 'input' },
  audioInput: { side: 'input', parent: 'input' },
  imageInput: { side: 'input', parent: 'input' },
  videoInput: { side: 'input', parent: 'input' },
  cacheRead: { side: 'cacheRead', parent: 'input' },
  audioCacheRead: { side: 'cacheRead', parent: 'cacheRead' },
  imageCacheRead: { side: 'cacheRead', parent: 'cacheRead' },
  videoCacheRead: { side: 'cacheRead', parent: 'cacheRead' },
  cacheWrite: { side: 'cacheWrite', parent: 'input' },
  cacheWrite5m: { side: 'cacheWrite', parent: 'cacheWrite' },
  cacheWrite1h: { side: 'cacheWrite', parent: 'cacheWrite' },
  output: { side: 'output', parent: null },
  reasoning: { side: 'output', parent: 'output' },
  audioOutput: { side: 'output', parent: 'output' },
  imageOutput: { side: 'output', parent: 'output' },
  videoOutput: { side: 'output', parent: 'output' },
  citation: { side: 'output', parent: 'output' },
  webSearches: { side: 'unit', parent: null },
  groundedPrompts: { side: 'unit', parent: null },
  fileSearches: { side: 'unit', parent: null },
  codeSessions: { side: 'unit', parent: null },
  rerankUnits: { side: 'unit', parent: null },
  documentPages: { side: 'unit', parent: null },
  annotatedPages: { side: 'unit', parent: 'documentPages' },
  images: { side: 'unit', parent: null },
  characters: { side: 'unit', parent: null },
  audioSeconds: { side: 'unit', parent: null },
  videoSeconds: { side: 'unit', parent: null },
  requests: { side: 'unit', parent: null },
} as const satisfies Record<string, { side: UsageSide; parent: string | null }>

export type UsageSide = 'input' | 'cacheRead' | 'cacheWrite' | 'output' | 'unit'
export type UsageClass = keyof typeof USAGE_CLASSES

/** An exact amount: a count, or a part of a second as its plain decimal text (AUD-06). */
export type Quantity = Count | string

/** How much was used of each class; token counts are whole numbers. A class that is not there, or is 0, was not used. */
export type Usage = Partial<Record<UsageClass, Quantity>>

/** Classes that may be fractions; all others are counted in whole units (INV-04, AUD-06). */
export const isDuration = (name: UsageClass): boolean => name === 'audioSeconds' || name === 'videoSeconds'

/** Every class in the order of the registry, which is the order of cost lines. */
export const USAGE_CLASS_NAMES = Object.keys(USAGE_CLASSES) as UsageClass[]

const NAMES: ReadonlySet<string> = new Set(USAGE_CLASS_NAMES)

/** Tells whether a name is a usage class; safe for names such as `__proto__`. */
export const isUsageClass = (name: string): name is UsageClass => NAMES.has(name)

/** The classes that fill the prompt: they count towards long-context thresholds (CTX-02). */
const PROMPT_CLASSES: ReadonlySet<string> = new Set(
  USAGE_CLASS_NAMES.filter((name) => ['input', 'cacheRead', 'cacheWrite'].includes(USAGE_CLASSES[name].side)),
)
export const isPromptClass = (name: UsageClass): boolean => PROMPT_CLASSES.has(name)

/** The classes counted in tokens: discounts and surcharges on a call apply to them, not to fees for searches (ANT-06). */
export const TOKEN_CLASSES: ReadonlySet<UsageClass> = new Set(
  USAGE_CLASS_NAMES.filter((name) => USAGE_CLASSES[name].side !== 'unit'),
)
