import { QueryCache, QueryClient } from '@tanstack/react-query'
import { ApiError, isUnauthorized } from './error.ts'
import { meOptions } from './queries.ts'

const MAX_RETRIES = 2

/** Asking again helps when the server is overloaded or away, not when it said no. */
function shouldRetry(failures: number, error: Error): boolean {
  const transient = error instanceof ApiError && (error.status === 0 || error.status === 503)
  return transient && failures < MAX_RETRIES
}

/** `onSessionEnd` hears of every 401 but that of `meOptions`, which the guard of the pages handles itself. */
export function createQueryClient(onSessionEnd: () => void): QueryClient {
  const isMe = (key: readonly unknown[]) => key[0] === meOptions.queryKey[0]
  return new QueryClient({
    queryCache: new QueryCache({
      onError: (error, { queryKey }) => isUnauthorized(error) && !isMe(queryKey) && onSessionEnd(),
    }),
    defaultOptions: { queries: { staleTime: 15_000, retry: shouldRetry, retryDelay: 800 } },
  })
}
