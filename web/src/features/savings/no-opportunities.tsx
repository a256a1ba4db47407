import { Link } from '@tanstack/react-router'
import { PiggyBank } from 'lucide-react'
import { EmptyState } from '../../components/empty-state.tsx'
import type { SavingsTab } from '../../lib/savings-view.ts'

const TITLES: Record<SavingsTab, string> = {
  open: 'Nothing to propose',
  accepted: 'Nothing is accepted',
  realised: 'Nothing is realised yet',
  closed: 'Nothing was closed',
}

/** Why silence is the default, and what would break it. */
export function NoOpportunities({ show, searched }: { show: SavingsTab; searched: boolean }) {
  return (
    <div className="border-t">
      <EmptyState icon={PiggyBank} title={searched || show !== 'open' ? TITLES[show] : 'No search yet'}>
        <div className="flex max-w-xl flex-col gap-2 text-fg-3 text-xs">
          {show === 'open' && (
            <>
              <p>
                {searched
                  ? 'The events of the last 30 days were searched. A saving is shown only with evidence that it holds: a wrong hint costs more than it saves, so silence is the default.'
                  : 'Events are searched once a day, and soon after the first ones. A saving is shown only with evidence that it holds.'}
              </p>
              <p>
                To give it evidence, send with each event what it is for (<code>feature</code>,{' '}
                <code>task</code>) and how good the answer was (<code>quality</code>, 0 to 1, by your own
                measure). With 100 scored requests of a cheaper model a switch can be judged;{' '}
                <code>promptHash</code> shows repeats, and <code>routedFrom</code> what a switch has saved.{' '}
                <Link to="/integrations" className="text-accent underline underline-offset-2">
                  How to send events
                </Link>
              </p>
            </>
          )}
          {show === 'realised' && (
            <p>
              A saving is counted from events that say in <code>routedFrom</code> which model they would have
              used: each is priced again under that one, and what it really cost is taken off.
            </p>
          )}
          {show === 'accepted' && (
            <p>Accept an open one: its numbers are frozen, and its saving is counted.</p>
          )}
          {show === 'closed' && <p>Dismissed, replaced and expired ones are kept here, with the reason.</p>}
        </div>
      </EmptyState>
    </div>
  )
}
