import { z } from 'zod'

export const MODEL_TYPES = [
  'chat',
  'small',
  'reasoning',
  'vision',
  'embedding',
  'rerank',
  'speech-to-text',
  'text-to-speech',
  'realtime',
  'image',
  'video',
  'ocr',
  'moderation',
] as const

export type ModelType = (typeof MODEL_TYPES)[number]

const MODALITIES = ['text', 'image', 'audio', 'video', 'file'] as const

/** What a model can do, as far as a source says so. An absent fact is unknown, not `no`. */
export const Capabilities = z.strictObject({
  type: z.enum(MODEL_TYPES).optional(),
  /** Tokens of prompt and answer together. */
  contextWindow: z.int().positive().optional(),
  maxOutput: z.int().positive().optional(),
  input: z.array(z.enum(MODALITIES)).optional(),
  output: z.array(z.enum(MODALITIES)).optional(),
  /** Calls functions that the caller defines. */
  tools: z.boolean().optional(),
  openWeights: z.boolean().optional(),
  released: z.iso.date().optional(),
  /** Not to be used for new work, or the day on which it stops answering. */
  deprecated: z.boolean().optional(),
  shutdown: z.iso.date().optional(),
})
export type Capabilities = z.infer<typeof Capabilities>
