import type { MiddlewareHandler } from 'hono'
import { validator } from 'hono/validator'
import type { z } from 'zod'
import { ClientError } from '#server/errors.ts'

type Target = 'json' | 'query' | 'param'

/** What a handler checks, for the description of the API. */
export const CHECKED = Symbol('checked')

export interface Checked {
  target: Target
  schema: z.ZodType
}

/**
 * Checks a part of the request. It throws instead of answering, so that error bodies stay out of the types
 * that the web app infers.
 */
export function validate<Schema extends z.ZodType, T extends Target>(target: T, schema: Schema) {
  const check = validator(target as 'json', (value: unknown) => {
    const result = schema.safeParse(value)
    if (result.success) return result.data
    const issue = result.error.issues[0]!
    const pointer = issue.path.map((part) => `/${String(part)}`).join('')
    const detail = `${issue.path.join('.') || 'The request'}: ${issue.message}`
    throw new ClientError(
      target === 'json' ? 422 : 400,
      `invalid_${target === 'json' ? 'body' : target}`,
      detail,
      { pointer },
    )
  })
  return Object.assign(check, { [CHECKED]: { target, schema } }) as unknown as MiddlewareHandler<
    object,
    string,
    { in: { [K in T]: z.input<Schema> }; out: { [K in T]: z.output<Schema> } }
  >
}
