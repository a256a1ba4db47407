import type { Project } from '#shared/api/projects.ts'
import type { OpportunityList } from '#shared/api/savings.ts'
import { Choice } from '../../components/choice.tsx'
import type { SavingsView } from '../../lib/savings-view.ts'
import { CONFIDENCE_NAMES } from './state-words.ts'

interface SavingsFiltersProps {
  list: OpportunityList
  view: SavingsView
  projects: readonly Project[]
  onChange: (part: Partial<SavingsView>) => void
}

const ANY = { value: null, label: 'Any' }

function optionsOf(values: readonly string[], chosen: string | null) {
  const all = [...new Set([...values, ...(chosen === null ? [] : [chosen])])].sort()
  return [{ options: [ANY, ...all.map((value) => ({ value, label: value || 'Not set' }))] }]
}

export function SavingsFilters({ list, view, projects, onChange }: SavingsFiltersProps) {
  const { data } = list
  const levels = (['high', 'medium', 'low'] as const).map((value) => ({
    value,
    label: CONFIDENCE_NAMES[value],
  }))
  return (
    <div className="flex flex-wrap gap-2">
      {projects.length > 1 && (
        <Choice
          label="Project"
          value={view.project}
          sections={[{ options: [ANY, ...projects.map(({ id, name }) => ({ value: id, label: name }))] }]}
          onChange={(project) => onChange({ project })}
        />
      )}
      <Choice
        label="Feature"
        value={view.feature}
        sections={optionsOf(
          data.map(({ scope }) => scope.feature),
          view.feature,
        )}
        onChange={(feature) => onChange({ feature })}
      />
      <Choice
        label="Model"
        value={view.model}
        sections={optionsOf(
          data.map(({ from }) => from.model),
          view.model,
        )}
        onChange={(model) => onChange({ model })}
      />
      <Choice
        label="Confidence"
        value={view.confidence}
        sections={[{ options: [ANY, ...levels] }]}
        onChange={(confidence) => onChange({ confidence })}
      />
    </div>
  )
}
