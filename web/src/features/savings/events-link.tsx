import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { Finding, ModelName } from '#shared/api/opportunities.ts'
import { addDays } from '../../lib/dates.ts'
import { writeRequestsView } from '../../lib/requests-view.ts'
import type { LabelFilter } from '../../lib/search-params.ts'

interface EventsLinkProps {
  finding: Finding
  projectId: string
  /** The model whose requests are shown. */
  model: ModelName
  task?: string | undefined
  children: ReactNode
}

/** Leads from a number to the requests behind it: those of the traffic, in the days that were searched. */
export function EventsLink({ finding, projectId, model, task, children }: EventsLinkProps) {
  const { scope, window } = finding
  const from = window.from.slice(0, 10)
  // The end is exclusive, and midnight belongs to the day before.
  const last = new Date(Date.parse(window.to) - 1).toISOString().slice(0, 10)
  const is = (label: LabelFilter['label'], value: string | undefined): LabelFilter[] =>
    value === undefined ? [] : [{ label, exclude: false, values: [value] }]
  const filters = [
    ...is('project', projectId),
    ...is('feature', scope.feature),
    ...is('task', task ?? scope.task),
    ...is('environment', scope.environment),
    ...is('provider', model.provider),
    ...is('model', model.model),
  ]
  const range = `${from}..${last < from ? addDays(from, 0) : last}` as const
  return (
    <Link
      to="/requests"
      search={writeRequestsView({ range, filters, facts: [], open: null })}
      className="rounded-sm text-accent underline underline-offset-2"
    >
      {children}
    </Link>
  )
}
