import type { Problem } from '#shared/api/problem.ts'

/** What went wrong, in words that can be shown, with the id under which the server logged it. */
export class ApiError extends Error {
  /** 0 when there was no answer. */
  readonly status: number
  readonly code: string
  readonly requestId: string | null
  readonly pointer: string | null

  constructor(status: number, problem: Partial<Problem & { message: string }>) {
    super(problem.detail ?? problem.message ?? `The server answered with status ${status}.`)
    this.status = status
    this.code = problem.code ?? 'unknown'
    this.requestId = problem.requestId ?? null
    this.pointer = problem.pointer ?? null
  }
}

export const isUnauthorized = (error: unknown) => error instanceof ApiError && error.status === 401
