import { APIError } from 'better-auth/api'
import type { Context } from 'hono'
import { HTTPException } from 'hono/http-exception'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import type { AppContext } from '#server/context.ts'
import { classifyDatabaseError, databaseErrorCode } from '#server/db/errors.ts'
import { ClientError, TooManyRequestsError, UnavailableError } from '#server/errors.ts'
import type { ItemError, Problem } from '#shared/api/problem.ts'
import type { AppEnv } from './env.ts'

const TITLES: Record<number, string> = {
  400: 'Bad request',
  401: 'Not signed in',
  403: 'Not allowed',
  404: 'Not found',
  405: 'Method not allowed',
  409: 'Conflict',
  413: 'Too large',
  415: 'Unsupported media type',
  422: 'Not valid',
  429: 'Too many requests',
  500: 'Internal error',
  503: 'Not available just now',
}

interface ProblemParts {
  status: number
  code: string
  detail: string
  pointer?: string | undefined
  errors?: ItemError[] | undefined
}

/** Answers every error as problem+json. What the database says, with its values, stays out of answers. */
export function createOnError(ctx: AppContext) {
  return function onError(error: Error, c: Context<AppEnv>): Response {
    const problem = describeError(error)
    const log = { requestId: c.var.requestId, method: c.req.method, path: c.req.path, code: problem.code }
    if (problem.status === 503)
      ctx.log.warn({ ...log, reason: databaseErrorCode(error) ?? error.message }, 'answered 503')
    else if (problem.status >= 500) ctx.log.error({ ...log, err: error }, 'answered 500')
    const isTimed = error instanceof UnavailableError || error instanceof TooManyRequestsError
    if (isTimed) c.header('retry-after', String(error.retryAfterSeconds))
    else if (problem.status === 503) c.header('retry-after', '1')
    return sendProblem(c, problem)
  }
}

export function sendProblem(c: Context<AppEnv>, parts: ProblemParts, more: object = {}): Response {
  const { status, code, detail, pointer, errors } = parts
  const body: Problem = {
    type: 'about:blank',
    title: TITLES[status] ?? 'Error',
    status,
    detail,
    code,
    requestId: c.var.requestId,
    ...(pointer !== undefined && { pointer }),
    ...(errors && { errors }),
    ...more,
  }
  return c.body(JSON.stringify(body), status as ContentfulStatusCode, {
    'content-type': 'application/problem+json',
  })
}

function describeError(error: Error): ProblemParts {
  if (error instanceof ClientError) {
    const { status, code, message, pointer, errors } = error
    return { status, code, detail: message, pointer, errors }
  }
  if (error instanceof UnavailableError) return { status: 503, code: 'unavailable', detail: error.message }
  if (error instanceof HTTPException) return describeHttpException(error)
  if (error instanceof APIError) return describeSignInError(error)
  switch (classifyDatabaseError(error)) {
    case 'unavailable':
    case 'retry':
      return {
        status: 503,
        code: 'storage_unavailable',
        detail: 'The database does not answer. Send the request again.',
      }
    case 'bad-value':
      return {
        status: 422,
        code: 'invalid_value',
        detail: 'The database refused a value of the request.',
        pointer: '',
      }
    case 'other':
      return {
        status: 500,
        code: 'internal_error',
        detail: 'Something went wrong on our side. The log has the details.',
      }
  }
}

function describeHttpException({ status, message }: HTTPException): ProblemParts {
  const code = status === 400 && /json/i.test(message) ? 'invalid_json' : 'invalid_request'
  return { status, code, detail: message || (TITLES[status] ?? 'Error'), pointer: '' }
}

/** better-auth's own errors, such as a wrong password. */
function describeSignInError({ statusCode, body, message }: APIError): ProblemParts {
  return {
    status: statusCode,
    code: (body?.code ?? 'sign_in_failed').toLowerCase(),
    detail: body?.message ?? message,
  }
}
