import { Telescope } from 'lucide-react'
import { ApiError } from '../../api/error.ts'
import { Button } from '../../components/button.tsx'
import { Card } from '../../components/card.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import type { ExploreView } from '../../lib/explore-params.ts'
import { DeclareLink } from './declare-link.tsx'

interface RefusedQuestionProps {
  error: Error
  view: ExploreView
  onChange: (part: Partial<ExploreView>) => void
}

/** Whether the server would answer another question, so that asking the same again is of no use. */
export const isRefused = (error: Error | null): error is ApiError =>
  error instanceof ApiError && (error.status === 422 || error.status === 400)

/** Too much was asked for at once: what to ask instead. */
export function RefusedQuestion({ error, view, onChange }: RefusedQuestionProps) {
  const isEvents = error instanceof ApiError && error.code === 'too_many_events'
  const hasTag = view.group.startsWith('tag:') || view.by?.startsWith('tag:')
  return (
    <Card>
      <EmptyState
        icon={Telescope}
        title={isEvents ? 'Too many events to read one by one' : 'Too much at once'}
      >
        <p className="max-w-lg text-fg-3 text-xs">{error.message}</p>
        {isEvents && hasTag && (
          <p className="max-w-lg text-fg-3 text-xs">
            An admin can declare the tag in Settings: from then on it is instant for any range.
          </p>
        )}
        <div className="mt-3 flex flex-wrap justify-center gap-2">
          {isEvents && hasTag && <DeclareLink />}
          {view.rollup !== 'auto' && (
            <Button size="sm" onClick={() => onChange({ rollup: 'auto' })}>
              Automatic rollup
            </Button>
          )}
          {view.range !== '7d' && (
            <Button size="sm" onClick={() => onChange({ range: '7d' })}>
              Last 7 days
            </Button>
          )}
          {view.range !== '24h' && (
            <Button size="sm" onClick={() => onChange({ range: '24h' })}>
              Last 24 hours
            </Button>
          )}
          {view.by !== null && (
            <Button size="sm" onClick={() => onChange({ by: null })}>
              Without subgroups
            </Button>
          )}
        </div>
      </EmptyState>
    </Card>
  )
}
