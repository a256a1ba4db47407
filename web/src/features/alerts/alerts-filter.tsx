import { ALERT_KINDS } from '#shared/api/alert-kinds.ts'
import { Choice } from '../../components/choice.tsx'
import { Segmented } from '../../components/segmented.tsx'
import type { AlertsView } from '../../lib/alerts-params.ts'
import { KIND_NAMES } from './alert-words.ts'

interface AlertsFilterProps {
  view: AlertsView
  onChange: (part: Partial<AlertsView>) => void
}

const STATES = [
  { value: 'open', label: 'Open' },
  { value: 'all', label: 'All' },
] as const

const KINDS = [
  {
    options: [
      { value: '' as const, label: 'Any' },
      ...ALERT_KINDS.map((value) => ({ value, label: KIND_NAMES[value] })),
    ],
  },
]

export function AlertsFilter({ view, onChange }: AlertsFilterProps) {
  return (
    <>
      <Segmented
        label="Which alerts"
        value={view.state}
        options={STATES}
        onChange={(state) => onChange({ state, open: '' })}
      />
      <Choice
        label="Kind"
        value={view.kind}
        sections={KINDS}
        onChange={(kind) => onChange({ kind, open: '' })}
      />
    </>
  )
}
