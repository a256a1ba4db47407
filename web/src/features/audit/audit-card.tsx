import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { clsx } from 'clsx'
import { ArrowRight } from 'lucide-react'
import type { AuditEntry } from '#shared/api/audit.ts'
import { Button } from '../../components/button.tsx'
import { Card, CardHead } from '../../components/card.tsx'
import { CardError } from '../../components/card-error.tsx'
import { SelectField } from '../../components/field.tsx'
import { Skeleton } from '../../components/skeleton.tsx'
import { edgeClass, headCellClass } from '../../components/table.ts'
import { fullDay, timeOfDay } from '../../lib/dates.ts'
import { describeDetails, type Fact } from './describe-details.ts'
import { type AuditFilter, auditFacetsOptions, auditOptions } from './queries.ts'

interface AuditCardProps {
  filter: AuditFilter
  timeZone: string
  onFilter: (filter: AuditFilter) => void
}

export function AuditCard({ filter, timeZone, onFilter }: AuditCardProps) {
  const facets = useQuery(auditFacetsOptions).data
  const log = useInfiniteQuery(auditOptions(filter))
  const entries = log.data?.pages.flatMap(({ data }) => data) ?? []
  return (
    <Card aria-labelledby="audit">
      <CardHead id="audit" title="Audit log" sub={`Who did what, the newest first. Times in ${timeZone}.`} />
      <div className="flex flex-wrap gap-2 px-4 pb-3">
        <Choice
          label="Who"
          all="Everybody"
          value={filter.actor}
          values={facets?.actors}
          onChange={(actor) => onFilter({ ...filter, actor })}
        />
        <Choice
          label="What"
          all="Everything"
          value={filter.action}
          values={facets?.actions}
          onChange={(action) => onFilter({ ...filter, action })}
        />
      </div>
      {log.isPending && <Skeleton className="mx-4 mb-4 h-[300px]" />}
      {log.isError && <CardError what="The audit log" error={log.error} onRetry={() => log.refetch()} />}
      {log.isSuccess && <Entries entries={entries} timeZone={timeZone} />}
      {log.hasNextPage && (
        <div className="border-t p-3 text-center">
          <Button size="sm" disabled={log.isFetchingNextPage} onClick={() => log.fetchNextPage()}>
            Show older
          </Button>
        </div>
      )}
    </Card>
  )
}

interface ChoiceProps {
  label: string
  all: string
  value: string
  values: string[] | undefined
  onChange: (value: string) => void
}

function Choice({ label, all, value, values = [], onChange }: ChoiceProps) {
  const known = value && !values.includes(value) ? [value, ...values] : values
  return (
    <div className="w-56 max-w-full">
      <SelectField label={label} value={value} onChange={(event) => onChange(event.target.value)}>
        <option value="">{all}</option>
        {known.map((each) => (
          <option key={each} value={each}>
            {each}
          </option>
        ))}
      </SelectField>
    </div>
  )
}

function Entries({ entries, timeZone }: { entries: readonly AuditEntry[]; timeZone: string }) {
  if (entries.length === 0) return <p className="px-4 pt-2 pb-8 text-center text-fg-3">Nothing on record.</p>
  const cell = clsx('px-2 py-2.5 align-top', edgeClass)
  return (
    <table className="w-full">
      <thead>
        <tr className="border-y">
          <th scope="col" className={clsx(headCellClass, edgeClass)}>
            When
          </th>
          <th scope="col" className={clsx(headCellClass, 'max-sm:hidden')}>
            Who
          </th>
          <th scope="col" className={clsx(headCellClass, edgeClass)}>
            What
          </th>
        </tr>
      </thead>
      <tbody className="[&>tr+tr]:border-t">
        {entries.map(({ id, at, actor, action, subject, details }) => (
          <tr key={id}>
            <td className={clsx(cell, 'num w-36 text-fg-2')}>
              {fullDay(at, timeZone)}
              <span className="block text-2xs text-fg-3">{timeOfDay(at, timeZone)}</span>
            </td>
            <td className={clsx(cell, 'w-56 text-fg-2 [overflow-wrap:anywhere] max-sm:hidden')}>{actor}</td>
            <td className={cell}>
              <span className="font-medium">{action}</span>{' '}
              <span className="text-fg-3 text-xs [overflow-wrap:anywhere]">{subject}</span>
              <span className="block text-2xs [overflow-wrap:anywhere] text-fg-3 sm:hidden">{actor}</span>
              <Facts facts={describeDetails(details)} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Facts({ facts }: { facts: readonly Fact[] }) {
  return (
    <ul className="text-fg-2 text-xs">
      {facts.map(({ name, before, after }) => (
        <li key={name} className="[overflow-wrap:anywhere]">
          {name}:{' '}
          {before !== undefined && (
            <>
              <del className="text-fg-3">{before}</del>
              <ArrowRight aria-hidden="true" className="mx-1 inline size-3 text-fg-3" />
              <span className="sr-only">became</span>{' '}
            </>
          )}
          {after}
        </li>
      ))}
    </ul>
  )
}
