import { z } from 'zod'

export interface JsonSchema {
  [name: string]: unknown
  properties?: Record<string, JsonSchema>
  required?: string[]
}

/** What may be sent, before it is changed. A check by hand says nothing that a schema could say. */
export function toJsonSchema(schema: z.ZodType): JsonSchema {
  const { $schema: _, ...own } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' })
  return own as JsonSchema
}
