import { useQuery } from '@tanstack/react-query'
import { Plus } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import { meOptions, projectsOptions } from '../api/queries.ts'
import { Button } from '../components/button.tsx'
import { CurrencyFootnote } from '../components/currency-footnote.tsx'
import { PageBar, PageContent } from '../components/page-bar.tsx'
import type { Adding } from '../features/prices/adding.ts'
import { PriceTabs } from '../features/prices/price-tabs.tsx'
import { usePricesView } from '../features/prices/use-prices-view.ts'
import { readPricesView } from '../lib/prices-params.ts'
import { PricesSection } from './prices-section.tsx'

const OverrideDialog = lazy(async () => {
  const { OverrideDialog } = await import('../features/prices/override-dialog.tsx')
  return { default: OverrideDialog }
})
const AliasDialog = lazy(async () => {
  const { AliasDialog } = await import('../features/prices/alias-dialog.tsx')
  return { default: AliasDialog }
})

export function PricesPage() {
  const { view, change } = usePricesView()
  const [adding, setAdding] = useState<Adding>(null)
  const me = useQuery(meOptions).data
  const projects = useQuery(projectsOptions).data ?? []
  const canEdit = me !== undefined && me.user.role !== 'viewer'
  return (
    <>
      <PageBar title="Price book">
        {canEdit && view.tab === 'aliases' && (
          <Button variant="primary" onClick={() => setAdding({ name: {} })}>
            <Plus aria-hidden="true" />
            Add name
          </Button>
        )}
        {canEdit && (view.tab === 'overrides' || view.tab === 'models') && (
          <Button
            variant={view.tab === 'overrides' ? 'primary' : 'outline'}
            onClick={() => setAdding({ price: {} })}
          >
            <Plus aria-hidden="true" />
            Add own price
          </Button>
        )}
      </PageBar>
      <PageContent>
        <PriceTabs tab={view.tab} onChange={(tab) => change({ ...readPricesView({}), tab })} />
        <PricesSection
          view={view}
          projects={projects}
          timeZone={me?.timeZone ?? 'UTC'}
          canEdit={canEdit}
          isAdmin={me?.user.role === 'admin'}
          onChange={change}
          onAdd={setAdding}
        />
        {view.tab === 're-price' && <CurrencyFootnote />}
      </PageContent>
      <Suspense>
        {adding && 'price' in adding && (
          <OverrideDialog draft={adding.price} projects={projects} onClose={() => setAdding(null)} />
        )}
        {adding && 'name' in adding && (
          <AliasDialog draft={adding.name} projects={projects} onClose={() => setAdding(null)} />
        )}
      </Suspense>
    </>
  )
}
