import type { ItemError } from '#shared/api/problem.ts'

/** What a client did wrong, or may not do. The HTTP layer answers it as problem+json. */
export class ClientError extends Error {
  readonly status: number
  readonly code: string
  readonly pointer: string | undefined
  readonly errors: ItemError[] | undefined

  constructor(
    status: number,
    code: string,
    detail: string,
    at: { pointer?: string; errors?: ItemError[] } = {},
  ) {
    super(detail)
    this.name = 'ClientError'
    this.status = status
    this.code = code
    this.pointer = at.pointer
    this.errors = at.errors
  }
}

/** Too much in too short a time; the same request may be sent again later. */
export class TooManyRequestsError extends ClientError {
  readonly retryAfterSeconds: number

  constructor(code: string, detail: string, retryAfterSeconds: number) {
    super(429, code, detail)
    this.name = 'TooManyRequestsError'
    this.retryAfterSeconds = retryAfterSeconds
  }
}

/** Spendscope cannot answer just now (storage is away, or it is full of work); the same request may be sent again. */
export class UnavailableError extends Error {
  readonly retryAfterSeconds: number

  constructor(detail: string, retryAfterSeconds = 1, options?: ErrorOptions) {
    super(detail, options)
    this.name = 'UnavailableError'
    this.retryAfterSeconds = retryAfterSeconds
  }
}

/** What the operator must change before Spendscope can start; shown without a stack. */
export class SetupError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'SetupError'
  }
}

export const notFound = (what: string, id: string) =>
  new ClientError(404, 'not_found', `There is no ${what} ${JSON.stringify(id)}.`)
