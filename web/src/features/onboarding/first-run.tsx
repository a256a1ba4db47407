import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { Project } from '#shared/api/projects.ts'
import { Card } from '../../components/card.tsx'
import { ConnectApp } from './connect-app.tsx'
import { FirstEvent } from './first-event.tsx'
import { nextEventOptions } from './queries.ts'

interface FirstRunProps {
  projects: readonly Project[]
  canCreateKeys: boolean
  /** What to do when there is nothing to send yet. */
  children: ReactNode
}

/** Stands where the charts will be, until there is something to draw. */
export function FirstRun({ projects, canCreateKeys, children }: FirstRunProps) {
  // Whoever has a key already sends without these steps.
  const event = useQuery(nextEventOptions()).data
  return (
    <div className="mx-auto w-full max-w-[760px] pt-4">
      <h2 className="font-semibold text-xl">Send your first event</h2>
      <p className="mt-1 mb-5 text-fg-2">
        An app posts one event for each model call. Its cost is here a moment later.
      </p>
      {event ? (
        <Card className="p-5" aria-label="The first event">
          <h3 className="font-[550]">Here it is</h3>
          <FirstEvent event={event} />
        </Card>
      ) : (
        <ConnectApp projects={projects} canCreateKeys={canCreateKeys} />
      )}
      <div className="mt-4 flex min-h-7 flex-wrap items-center gap-x-3 gap-y-2 text-fg-3 text-xs">
        {children}
      </div>
    </div>
  )
}
