import type { Project } from '#shared/api/projects.ts'
import { fieldError } from '../../api/field-error.ts'
import { SelectField, TextField } from '../../components/field.tsx'

interface Scope {
  projectId: string | null
  /** Days in UTC; '' is without bound. */
  from: string
  until: string
}

interface ScopeFieldsProps {
  scope: Scope
  projects: readonly Project[]
  error: Error | null
  onChange: (part: Partial<Scope>) => void
}

export const SCOPE_POINTERS = ['/projectId', '/effectiveFrom', '/effectiveUntil']

/** A day as the instant at which it begins in UTC. */
export const toInstant = (day: string) => (day === '' ? null : `${day}T00:00:00Z`)

/** Where and when an entry of the price book counts. */
export function ScopeFields({ scope, projects, error, onChange }: ScopeFieldsProps) {
  return (
    <>
      <SelectField
        label="Counts in"
        value={scope.projectId ?? ''}
        error={fieldError(error, '/projectId')}
        onChange={({ target }) => onChange({ projectId: target.value || null })}
      >
        <option value="">All projects</option>
        {projects.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </SelectField>
      <div className="grid grid-cols-2 gap-3">
        <TextField
          label="From"
          type="date"
          hint="00:00 UTC; empty is from the start"
          value={scope.from}
          error={fieldError(error, '/effectiveFrom')}
          onChange={({ target }) => onChange({ from: target.value })}
        />
        <TextField
          label="Until"
          type="date"
          hint="Not included; empty is on and on"
          value={scope.until}
          error={fieldError(error, '/effectiveUntil')}
          onChange={({ target }) => onChange({ until: target.value })}
        />
      </div>
    </>
  )
}
