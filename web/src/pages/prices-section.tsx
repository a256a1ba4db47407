import type { Project } from '#shared/api/projects.ts'
import type { Adding } from '../features/prices/adding.ts'
import type { AliasDraft } from '../features/prices/alias-dialog.tsx'
import { AliasesCard } from '../features/prices/aliases-card.tsx'
import { ListedModelDetail } from '../features/prices/listed-model.tsx'
import { ModelsCard } from '../features/prices/models-card.tsx'
import type { OverrideDraft } from '../features/prices/override-dialog.tsx'
import { OverridesCard } from '../features/prices/overrides-card.tsx'
import { RepriceSection } from '../features/prices/reprice-section.tsx'
import { UnpricedCard } from '../features/prices/unpriced-card.tsx'
import { UpdateSection } from '../features/prices/update-section.tsx'
import { dayInZone } from '../lib/dates.ts'
import type { PricesView } from '../lib/prices-params.ts'

interface PricesSectionProps {
  view: PricesView
  projects: readonly Project[]
  timeZone: string
  canEdit: boolean
  isAdmin: boolean
  onChange: (part: Partial<PricesView>, replace?: boolean) => void
  onAdd: (adding: Adding) => void
}

/** The part of the price book that the address names. */
export function PricesSection(props: PricesSectionProps) {
  const { view, projects, timeZone, canEdit, isAdmin, onChange, onAdd } = props
  const today = dayInZone(Date.now(), 'UTC')
  const parts = { projects, timeZone, canEdit, isAdmin, today }
  const addPrice = (price: OverrideDraft) => onAdd({ price })
  const addName = (name: AliasDraft) => onAdd({ name })
  switch (view.tab) {
    case 'models':
      return view.model ? (
        <ListedModelDetail
          name={view.model}
          today={today}
          onBack={() => onChange({ model: '' })}
          onPrice={canEdit ? addPrice : undefined}
        />
      ) : (
        <ModelsCard view={view} today={today} onChange={onChange} />
      )
    case 'overrides':
      return <OverridesCard {...parts} onEdit={addPrice} />
    case 'aliases':
      return <AliasesCard {...parts} onEdit={addName} />
    case 'unpriced':
      return <UnpricedCard {...parts} onPrice={addPrice} onName={addName} />
    case 're-price':
      return <RepriceSection {...parts} run={view.run} onRun={(run) => onChange({ run })} />
    case 'update':
      return <UpdateSection {...parts} />
    default:
      return view.tab satisfies never
  }
}
