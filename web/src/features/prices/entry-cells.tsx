import { clsx } from 'clsx'
import type { ReactNode } from 'react'
import type { PriceOverride } from '#shared/api/prices.ts'
import type { Project } from '#shared/api/projects.ts'
import { Badge } from '../../components/badge.tsx'
import { Button } from '../../components/button.tsx'
import { cellClass, edgeClass } from '../../components/table.ts'
import { TableHead } from '../../components/table-head.tsx'
import { fullDay } from '../../lib/dates.ts'

type Entry = Pick<
  PriceOverride,
  'projectId' | 'effectiveFrom' | 'effectiveUntil' | 'createdBy' | 'createdAt' | 'retiredAt'
>

interface EntryActions {
  name: string
  onEdit: () => void
  onRetire: () => void
}

interface EntryCellsProps {
  entry: Entry
  projects: readonly Project[]
  now: number
  /** Given to whom may change entries. */
  actions: EntryActions | undefined
}

interface EntryHeadProps {
  names: readonly string[]
  canEdit: boolean
}

export function EntryHead({ names, canEdit }: EntryHeadProps) {
  return (
    <TableHead
      hasActions={canEdit}
      columns={[
        ...names.map((name, index) => [name, index > 0 ? 'max-sm:hidden' : ''] as const),
        ['Counts in', 'max-md:hidden'],
        ['When', 'max-md:hidden'],
        ['Added', 'max-lg:hidden'],
        ['Status', ''],
      ]}
    />
  )
}

/** What prices and names of one's own have in common: where and when they count, and who added them. */
export function EntryCells({ entry, projects, now, actions }: EntryCellsProps) {
  const cell = clsx(cellClass, edgeClass, 'py-1.5', entry.retiredAt ? 'text-fg-3' : 'text-fg-2')
  return (
    <>
      <td className={clsx(cell, 'max-md:hidden')}>{scopeText(entry, projects)}</td>
      <td className={clsx(cell, 'num max-md:hidden')}>{whenText(entry)}</td>
      <td className={clsx(cell, 'max-lg:hidden')}>
        {fullDay(entry.createdAt, 'UTC')}
        <span className="block text-2xs text-fg-3">{entry.createdBy}</span>
      </td>
      <td className={cell}>{statusOf(entry, now)}</td>
      {actions && (
        <td className={clsx(cell, 'whitespace-nowrap text-right')}>
          {!entry.retiredAt && (
            <>
              <Button
                size="sm"
                variant="ghost"
                onClick={actions.onEdit}
                aria-label={`Change ${actions.name}`}
              >
                Change
              </Button>
              <Button
                size="sm"
                variant="ghost"
                onClick={actions.onRetire}
                aria-label={`Retire ${actions.name}`}
              >
                Retire
              </Button>
            </>
          )}
        </td>
      )}
    </>
  )
}

function scopeText({ projectId }: Pick<Entry, 'projectId'>, projects: readonly Project[]): string {
  if (projectId === null) return 'All projects'
  return projects.find(({ id }) => id === projectId)?.name ?? `Project ${projectId}`
}

function whenText({ effectiveFrom, effectiveUntil }: Entry): string {
  const [from, until] = [effectiveFrom, effectiveUntil].map((at) => at && fullDay(at, 'UTC'))
  if (from && until) return `${from} – ${until}`
  if (from) return `Since ${from}`
  return until ? `Until ${until}` : 'Always'
}

function statusOf({ retiredAt, effectiveFrom, effectiveUntil }: Entry, now: number): ReactNode {
  if (retiredAt) return <Badge tone="plain">Retired</Badge>
  if (effectiveFrom && Date.parse(effectiveFrom) > now) return <Badge tone="warn">Ahead</Badge>
  if (effectiveUntil && Date.parse(effectiveUntil) <= now) return <Badge tone="plain">Over</Badge>
  return <Badge tone="good">Counts</Badge>
}
