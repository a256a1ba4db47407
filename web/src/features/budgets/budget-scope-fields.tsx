import { type AnyLabel, GROUP_LABELS, type TagLabel } from '#shared/api/labels.ts'
import type { Project } from '#shared/api/projects.ts'
import { fieldError } from '../../api/field-error.ts'
import { SelectField } from '../../components/field.tsx'
import { FilterChip } from '../../components/filter-chip.tsx'
import { labelTitle, valueName } from '../../lib/labels.ts'
import type { DraftFieldsProps, ScopePicker } from './draft-fields.ts'

interface BudgetScopeFieldsProps extends DraftFieldsProps {
  projects: readonly Project[]
  /** Tags that are known from sums. */
  tags: readonly TagLabel[]
  picker: ScopePicker
}

const FIRST: AnyLabel[] = ['team', 'feature', 'user', 'model', 'environment']
const GROUPS = [...new Set<AnyLabel>([...FIRST, ...GROUP_LABELS])]

/** Whose spend it is: of a project, of some labels, and whether each value has the amount for itself. */
export function BudgetScopeFields({
  draft,
  error,
  onChange,
  projects,
  tags,
  picker,
}: BudgetScopeFieldsProps) {
  const { projectId, filters, groupBy } = draft
  const setFilters = (next: typeof filters) => onChange({ filters: next })
  const scopeError = fieldError(error, '/scope')
  return (
    <>
      <div className="grid gap-3 sm:grid-cols-2">
        <SelectField
          label="Project"
          value={projectId ?? ''}
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
        <SelectField
          label="One amount for"
          value={groupBy ?? ''}
          error={fieldError(error, '/groupBy')}
          onChange={({ target }) => onChange({ groupBy: (target.value || null) as AnyLabel | null })}
        >
          <option value="">all together</option>
          {[...GROUPS, ...tags].map((label) => (
            <option key={label} value={label}>
              each {labelTitle(label).toLowerCase()}
            </option>
          ))}
        </SelectField>
      </div>
      <fieldset className="flex flex-col gap-1">
        <legend className="pb-1 font-medium text-sm">Only where</legend>
        <div className="flex flex-wrap items-center gap-2">
          {filters.map((filter) => (
            <FilterChip
              key={filter.label}
              what={`${labelTitle(filter.label)} is`}
              values={filter.values.map((value) => valueName(value, filter.label)).join(' or ')}
              onRemove={() => setFilters(filters.filter((other) => other !== filter))}
            />
          ))}
          {picker(filters, setFilters)}
        </div>
        {scopeError && <p className="text-bad text-xs">{scopeError}</p>}
      </fieldset>
    </>
  )
}
