import { lazy, Suspense, useState } from 'react'
import type { OpportunityState } from '#shared/api/opportunities.ts'
import type { Opportunity } from '#shared/api/savings.ts'
import { Badge } from '../../components/badge.tsx'
import { Button } from '../../components/button.tsx'
import { Card } from '../../components/card.tsx'
import { fullDay } from '../../lib/dates.ts'
import { useChangeOpportunity } from './queries.ts'
import { CONFIDENCE_NAMES, CONFIDENCE_TONES, MOVE_NAMES, STATE_NAMES, STATE_TONES } from './state-words.ts'

const MoveDialog = lazy(async () => ({ default: (await import('./move-dialog.tsx')).MoveDialog }))

/** These moves ask for more than a click. */
const ASKING: readonly OpportunityState[] = ['accepted', 'dismissed', 'failed']

interface OpportunityHeadProps {
  opportunity: Opportunity
  timeZone: string
  canManage: boolean
}

/** What it is about, how it stands, and where it may go. */
export function OpportunityHead({ opportunity, timeZone, canManage }: OpportunityHeadProps) {
  const { id, action, state, confidence, projectName, reason, dismissedUntil, owner, targetDate, deadline } =
    opportunity
  const [asking, setAsking] = useState<OpportunityState | null>(null)
  const change = useChangeOpportunity(id, () => setAsking(null))
  const move = (to: OpportunityState) => (ASKING.includes(to) ? setAsking(to) : change.mutate({ state: to }))
  const facts = [
    projectName,
    owner && `owned by ${owner}`,
    targetDate && `planned for ${fullDay(targetDate, 'UTC')}`,
    dismissedUntil && `comes back ${fullDay(dismissedUntil, timeZone)}`,
    deadline && `shutdown day of the model: ${fullDay(deadline, 'UTC')}`,
  ].filter(Boolean)
  return (
    <Card aria-label="This opportunity" className="flex flex-wrap items-start gap-x-6 gap-y-3 px-4 py-3.5">
      <div className="min-w-0 flex-1 basis-80">
        <p className="font-medium text-base">{action}</p>
        <p className="mt-1 flex flex-wrap items-center gap-1.5 text-fg-3 text-xs">
          <Badge tone={STATE_TONES[state]}>{STATE_NAMES[state]}</Badge>
          <Badge tone={CONFIDENCE_TONES[confidence]}>{CONFIDENCE_NAMES[confidence]} confidence</Badge>
          {facts.join(' · ')}
        </p>
        {reason && <p className="mt-1 text-fg-2 text-xs">{reason}</p>}
      </div>
      {canManage && opportunity.nextStates.length > 0 && (
        <div className="flex flex-wrap gap-2">
          {opportunity.nextStates.map((to) => (
            <Button
              key={to}
              variant={to === 'accepted' ? 'primary' : 'outline'}
              disabled={change.isPending}
              onClick={() => move(to)}
            >
              {MOVE_NAMES[to]}
            </Button>
          ))}
        </div>
      )}
      {asking && (
        <Suspense>
          <MoveDialog
            to={asking}
            opportunity={opportunity}
            pending={change.isPending}
            onMove={(wanted) => change.mutate({ ...wanted, state: asking })}
            onClose={() => setAsking(null)}
          />
        </Suspense>
      )}
    </Card>
  )
}
