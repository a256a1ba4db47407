import { z } from 'zod'
import { MODEL_TYPES } from './model-types.ts'

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
  /** The weights behind it, where several providers serve the same ones; and how they are rounded, such as `fp8`. */
  baseModel: z.string().min(1).optional(),
  quantization: z.string().min(1).optional(),
  /** Thinks before it answers, in tokens that are billed as output. */
  reasons: z.boolean().optional(),
  /** Tokens of a prompt below which nothing is cached. */
  cacheMinimum: z.int().positive().optional(),
  /** Tokens of a picture: for each one, and for each tile of it. */
  imageTokens: z.strictObject({ base: z.int().min(0), tile: z.int().positive() }).optional(),
  /** Places that the data stay in, such as `eu`; `global` is anywhere. */
  residency: z.array(z.string().min(1)).optional(),
  jsonSchema: z.boolean().optional(),
  /** The model that its vendor names to go on with. */
  successor: z.string().min(1).optional(),
  released: z.iso.date().optional(),
  /** Not to be used for new work, or the day on which it stops answering. */
  deprecated: z.boolean().optional(),
  shutdown: z.iso.date().optional(),
})
export type Capabilities = z.infer<typeof Capabilities>
