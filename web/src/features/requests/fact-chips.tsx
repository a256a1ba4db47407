import { FilterChip } from '../../components/filter-chip.tsx'
import type { FactFilter } from '../../lib/requests-view.ts'
import { FACT_TITLES } from './fact-fields.ts'

interface FactChipsProps {
  facts: readonly FactFilter[]
  onChange: (facts: FactFilter[]) => void
}

export function FactChips({ facts, onChange }: FactChipsProps) {
  return facts.map(({ fact, values }) => (
    <FilterChip
      key={fact}
      what={fact === 'minCostUsd' ? 'Cost is at least' : `${FACT_TITLES[fact]} is`}
      values={fact === 'minCostUsd' ? `$${values[0]}` : values.map((value) => value || '(none)').join(', ')}
      onRemove={() => onChange(facts.filter((other) => other.fact !== fact))}
    />
  ))
}
