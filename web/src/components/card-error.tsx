import { Lock, RotateCw } from 'lucide-react'
import { ApiError } from '../api/error.ts'
import { Button } from './button.tsx'
import { EmptyState } from './empty-state.tsx'

interface CardErrorProps {
  what: string
  error: Error
  onRetry: () => void
}

/** One failed card; the others stay alive. */
export function CardError({ what, error, onRetry }: CardErrorProps) {
  const { status, requestId } = error instanceof ApiError ? error : { status: null, requestId: null }
  if (status === 403) return <NoPermission detail={error.message} />
  return (
    <div role="alert" className="flex flex-col items-center justify-center gap-1 px-4 py-10 text-center">
      <p className="font-medium">{what} could not be loaded</p>
      <p className="max-w-md text-fg-3 text-xs">{error.message}</p>
      {requestId && (
        <p className="text-2xs text-fg-3">
          Request <code className="font-mono">{requestId}</code>
        </p>
      )}
      <Button size="sm" className="mt-3" onClick={onRetry}>
        <RotateCw aria-hidden="true" />
        Retry
      </Button>
    </div>
  )
}

/** Asking again would not help. */
function NoPermission({ detail }: { detail: string }) {
  return (
    <EmptyState icon={Lock} title="Not for your role">
      <p className="max-w-md text-fg-3 text-xs">{detail}</p>
    </EmptyState>
  )
}
