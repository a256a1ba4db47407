import type { ErrorComponentProps } from '@tanstack/react-router'
import { CardError } from '../components/card-error.tsx'

/** When not even the shell can be drawn: the server is away, or an upgrade took away the files of this version. */
export function FailurePage({ error }: ErrorComponentProps) {
  return (
    <main className="flex min-h-[80dvh] items-center justify-center">
      <h1 className="sr-only">Error</h1>
      <CardError
        what="Spendscope"
        error={error instanceof Error ? error : new Error(String(error))}
        onRetry={() => window.location.reload()}
      />
    </main>
  )
}
