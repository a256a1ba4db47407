import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import type { CreatedApiKey } from '#shared/api/api-keys.ts'
import type { Project } from '#shared/api/projects.ts'
import { api } from '../../api/client.ts'
import { Card } from '../../components/card.tsx'
import { FirstEvent, WaitingForEvent } from './first-event.tsx'
import { FirstKeyForm } from './first-key-form.tsx'
import { nextEventOptions } from './queries.ts'
import { SnippetTabs } from './snippet-tabs.tsx'
import { Step } from './step.tsx'

interface ConnectAppProps {
  projects: readonly Project[]
  canCreateKeys: boolean
  children?: ReactNode
}

interface Connecting {
  key: CreatedApiKey
  /** The newest event of the project before: the next one is the one that is waited for. */
  eventId: string | null
}

const NO_KEY = 'YOUR_API_KEY'

/** Three steps from a key to the event that an app has just sent, with its cost. */
export function ConnectApp({ projects, canCreateKeys, children }: ConnectAppProps) {
  const [connecting, setConnecting] = useState<Connecting | null>(null)
  const after = connecting && { projectId: connecting.key.projectId, eventId: connecting.eventId }
  const event = useQuery({ ...nextEventOptions(after ?? undefined), enabled: after !== null }).data
  const connect = async (key: CreatedApiKey) => {
    const [latest] = (await api.latestEvent(key.projectId)).data
    setConnecting({ key, eventId: latest?.id ?? null })
  }
  return (
    <Card className="p-5" aria-label="Connect an app">
      <ol>
        <Step number={1} title="Create an API key" state={connecting ? 'done' : 'now'}>
          {!canCreateKeys && <p className="mt-1 text-fg-2 text-xs">That takes an editor or an admin.</p>}
          {canCreateKeys && !connecting && <FirstKeyForm projects={projects} onCreated={connect} />}
          {connecting && (
            <p className="mt-1 text-fg-2 text-xs">
              Key for {connecting.key.projectName}, shown once:{' '}
              <code className="break-all font-mono text-fg">{connecting.key.key}</code>
            </p>
          )}
        </Step>
        <Step number={2} title="Send an event" state={event ? 'done' : connecting ? 'now' : 'later'}>
          <SnippetTabs apiKey={connecting?.key.key ?? NO_KEY} />
          {children}
        </Step>
        <Step number={3} title="See what it cost" state={connecting ? 'now' : 'later'}>
          {event ? <FirstEvent event={event} /> : connecting && <WaitingForEvent />}
        </Step>
      </ol>
    </Card>
  )
}
