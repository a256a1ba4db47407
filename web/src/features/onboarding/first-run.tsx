import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { CreatedApiKey } from '#shared/api/api-keys.ts'
import type { Project } from '#shared/api/projects.ts'
import { Card } from '../../components/card.tsx'
import { FirstEvent, WaitingForEvent } from './first-event.tsx'
import { FirstKeyForm } from './first-key-form.tsx'
import { firstEventOptions } from './queries.ts'
import { SnippetTabs } from './snippet-tabs.tsx'
import { Step } from './step.tsx'

interface FirstRunProps {
  projects: readonly Project[]
  canCreateKeys: boolean
}

/** Stands where the charts will be, until there is something to draw. */
export function FirstRun({ projects, canCreateKeys }: FirstRunProps) {
  const [created, setCreated] = useState<CreatedApiKey | null>(null)
  const event = useQuery(firstEventOptions).data ?? null
  return (
    <div className="mx-auto w-full max-w-[760px] pt-4">
      <h2 className="font-semibold text-xl">Send your first event</h2>
      <p className="mt-1 text-fg-2">
        An app posts one event for each model call. Its cost is here a moment later.
      </p>
      <Card className="mt-5 p-5" aria-label="Set up">
        <ol>
          <Step number={1} title="Create an API key" state={created || event ? 'done' : 'now'}>
            {!canCreateKeys && <p className="mt-1 text-fg-2 text-xs">That takes an editor or an admin.</p>}
            {canCreateKeys && !created && !event && (
              <FirstKeyForm projects={projects} onCreated={setCreated} />
            )}
            {created && (
              <p className="mt-1 text-fg-2 text-xs">
                Key for {created.projectName}, shown once:{' '}
                <code className="break-all font-mono text-fg">{created.key}</code>
              </p>
            )}
          </Step>
          <Step number={2} title="Send an event" state={event ? 'done' : created ? 'now' : 'later'}>
            {created && <SnippetTabs apiKey={created.key} />}
          </Step>
          <Step number={3} title="See what it cost" state={event ? 'now' : created ? 'now' : 'later'}>
            {event ? <FirstEvent event={event} /> : created && <WaitingForEvent />}
          </Step>
        </ol>
      </Card>
      <p className="mt-4 text-fg-3 text-xs">
        Nothing to send yet? <code className="font-mono text-fg-2">npx spendscope demo</code> fills a project
        of its own with invented events; one click removes it.
      </p>
    </div>
  )
}
