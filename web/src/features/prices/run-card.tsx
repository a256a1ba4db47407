import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { RepriceRun } from '#shared/api/prices.ts'
import type { Project } from '#shared/api/projects.ts'
import { api } from '../../api/client.ts'
import { useMoney } from '../../api/use-money.ts'
import { Badge } from '../../components/badge.tsx'
import { Button } from '../../components/button.tsx'
import { Card, CardFooter, CardHead } from '../../components/card.tsx'
import { ConfirmDialog } from '../../components/confirm-dialog.tsx'
import { notify } from '../../components/notify.ts'
import { ago } from '../../lib/dates.ts'
import { integer, plural } from '../../lib/format.ts'
import { isAtWork } from './queries.ts'
import { RunProgress } from './run-progress.tsx'
import { RunSummary } from './run-summary.tsx'
import { filterText, STATE_WORDS } from './run-text.ts'

interface RunCardProps {
  run: RepriceRun
  projects: readonly Project[]
  timeZone: string
  isAdmin: boolean
}

/** One re-pricing: what it would change or has changed, and what can be done with it. */
export function RunCard({ run, projects, timeZone, isAdmin }: RunCardProps) {
  const money = useMoney()
  const { name, tone } = STATE_WORDS[run.state]
  return (
    <Card aria-labelledby={`run-${run.id}`}>
      <CardHead
        id={`run-${run.id}`}
        title={`Re-pricing ${run.id}`}
        sub={filterText(run.filter, projects)}
        actions={<Badge tone={tone}>{name}</Badge>}
      />
      {isAtWork(run) && <RunProgress run={run} />}
      {run.summary && <RunSummary summary={run.summary} />}
      <CardFooter>
        <span>
          By {run.createdBy}, {ago(run.createdAt, Date.now(), timeZone)}
        </span>
        {run.approvedBy && run.approvedAt && (
          <span>
            Approved by {run.approvedBy}, {ago(run.approvedAt, Date.now(), timeZone)}
          </span>
        )}
        {run.state === 'done' && (
          <span>
            {integer(run.changed)} {plural(run.changed, 'event')} changed, {money.change(run.differenceUsd)}
          </span>
        )}
        <span className="ml-auto flex gap-2">
          <RunActions run={run} isAdmin={isAdmin} />
        </span>
      </CardFooter>
    </Card>
  )
}

const ACTIONS = {
  previewed: { name: 'Approve', ask: api.approveReprice },
  done: { name: 'Undo', ask: api.undoReprice },
}

function RunActions({ run, isAdmin }: Pick<RunCardProps, 'run' | 'isAdmin'>) {
  const [asking, setAsking] = useState(false)
  const queryClient = useQueryClient()
  const action = run.state === 'previewed' || run.state === 'done' ? ACTIONS[run.state] : null
  const change = useMutation({
    mutationFn: async () => action?.ask(run.id),
    onError: (error) => notify('error', error.message),
    onSettled: async () => {
      setAsking(false)
      await queryClient.invalidateQueries({ queryKey: ['prices'] })
    },
  })
  const { changed = 0 } = run.summary ?? {}
  if (!action || (run.state === 'previewed' && changed === 0)) return null
  if (!isAdmin) return run.state === 'previewed' ? <span>An admin can approve it.</span> : null
  return (
    <>
      <Button size="sm" onClick={() => setAsking(true)}>
        {action.name}
      </Button>
      {asking && (
        <ConfirmDialog
          title={`${action.name} re-pricing ${run.id}?`}
          action={action.name}
          pending={change.isPending}
          onConfirm={() => change.mutate()}
          onClose={() => setAsking(false)}
        >
          {run.state === 'previewed'
            ? `The cost of ${integer(changed)} ${plural(changed, 'event')} changes, and every chart with it. Their old cost is kept, so that this can be undone.`
            : `${integer(run.changed)} ${plural(run.changed, 'event')} get back the cost that they had before.`}
        </ConfirmDialog>
      )}
    </>
  )
}
