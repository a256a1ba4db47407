import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { DemoProgress } from '#shared/api/demo.ts'
import { api } from '../../api/client.ts'
import { Button } from '../../components/button.tsx'
import { notify } from '../../components/notify.ts'
import { compact } from '../../lib/format.ts'

/** Fills a project of its own with invented events, and shows how far it is. */
export function LoadDemoButton() {
  const [progress, setProgress] = useState<DemoProgress | null>(null)
  const queryClient = useQueryClient()
  const load = useMutation({
    mutationFn: () => api.loadDemo(setProgress),
    onSuccess: () => {
      notify('success', 'Demo data loaded')
      return queryClient.invalidateQueries()
    },
    onError: (error) => notify('error', error.message),
  })
  if (!load.isPending) {
    return (
      <Button size="sm" onClick={() => load.mutate()}>
        Load demo data
      </Button>
    )
  }
  const { day, days, events } = progress ?? { day: 0, days: 1, events: 0 }
  return (
    <span role="status" className="flex items-center gap-2.5 text-fg-2 text-xs">
      <progress
        aria-label="Demo days loaded"
        max={days}
        value={day}
        className="h-1.5 w-32 overflow-hidden rounded-full bg-active [&::-moz-progress-bar]:bg-accent [&::-webkit-progress-bar]:bg-active [&::-webkit-progress-value]:bg-accent"
      />
      <span className="num">{compact(events)} events</span>
    </span>
  )
}
