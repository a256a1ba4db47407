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
  webSearches: { side: 'unit', parent: null },
  audioSeconds: { side: 'unit', parent: null },
} as const satisfies Record<string, { side: UsageSide; parent: string | null }>

export type UsageSide = 'input' | 'cacheRead' | 'cacheWrite' | 'output' | 'unit'
export type UsageClass = keyof typeof USAGE_CLASSES

/** Quantity of each class as an exact decimal string; token counts are whole numbers. A class not present was not used. */
export type Usage = Partial<Record<UsageClass, string>>

/** Tells whether a name is a usage class; safe for names such as `__proto__`. */
export const isUsageClass = (name: string): name is UsageClass => Object.hasOwn(USAGE_CLASSES, name)

/** Every class in the order of the registry, which is the order of cost lines. */
export const USAGE_CLASS_NAMES = Object.keys(USAGE_CLASSES) as UsageClass[]
