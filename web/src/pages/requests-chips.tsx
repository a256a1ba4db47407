import type { Project } from '#shared/api/projects.ts'
import { FilterChips } from '../features/filters/filter-chips.tsx'
import { FactChips } from '../features/requests/fact-chips.tsx'
import { isFiltered, type RequestsView } from '../lib/requests-view.ts'

interface RequestsChipsProps {
  view: RequestsView
  projects: readonly Project[]
  onChange: (part: Partial<RequestsView>) => void
}

export function RequestsChips({ view, projects, onChange }: RequestsChipsProps) {
  if (!isFiltered(view)) return null
  return (
    <div className="page-gutter border-b py-2">
      <FilterChips
        filters={view.filters}
        projectNames={new Map(projects.map(({ id, name }) => [id, name]))}
        onChange={(filters) => onChange({ filters })}
        onClear={() => onChange({ filters: [], facts: [] })}
        more={<FactChips facts={view.facts} onChange={(facts) => onChange({ facts })} />}
      />
    </div>
  )
}
