import type { Problem } from '#shared/api/problem.ts'
import { ApiError } from './error.ts'

/** `fetch` whose answer is a success; anything else is thrown as an `ApiError`. */
export async function fetchOk(input: RequestInfo | URL, init?: RequestInit): Promise<Response> {
  const response = await fetch(input, init).catch((error: unknown) => {
    if (init?.signal?.aborted) throw error
    throw new ApiError(0, { code: 'unreachable', detail: 'The server cannot be reached.' })
  })
  if (response.ok) return response
  throw new ApiError(response.status, await problemOf(response))
}

async function problemOf(response: Response): Promise<Partial<Problem>> {
  const requestId = response.headers.get('x-request-id')
  const body: unknown = await response.json().catch(() => null)
  return { ...(requestId ? { requestId } : {}), ...(typeof body === 'object' ? body : {}) }
}
