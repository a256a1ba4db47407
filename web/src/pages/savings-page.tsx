import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { FlaskConical, RefreshCw } from 'lucide-react'
import { meOptions, projectsOptions, useMay } from '../api/queries.ts'
import { Button, buttonClass } from '../components/button.tsx'
import { CurrencyFootnote } from '../components/currency-footnote.tsx'
import { PageBar, PageContent } from '../components/page-bar.tsx'
import { opportunitiesOptions, useRefreshSavings } from '../features/savings/queries.ts'
import { readSavingsView, type SavingsView, writeSavingsView } from '../lib/savings-view.ts'
import type { FlatSearch } from '../lib/search-params.ts'
import { SavingsSection } from './savings-section.tsx'

export function SavingsPage() {
  const search: FlatSearch = useSearch({ strict: false })
  const view = readSavingsView(search)
  const navigate = useNavigate()
  const change = (part: Partial<SavingsView>) =>
    navigate({ to: '/savings', search: writeSavingsView({ ...view, ...part }), resetScroll: false })
  const projects = useQuery(projectsOptions).data ?? []
  const timeZone = useQuery(meOptions).data?.timeZone ?? 'UTC'
  const isSearching = useQuery(opportunitiesOptions(view.project)).data?.isRefreshing ?? false
  const refresh = useRefreshSavings()
  const canManage = useMay('manageSavings')
  return (
    <>
      <PageBar title="Savings">
        <Link to="/savings/simulate" search={{}} className={buttonClass()}>
          <FlaskConical aria-hidden="true" />
          Simulate
        </Link>
        {canManage && (
          <Button disabled={isSearching || refresh.isPending} onClick={() => refresh.mutate()}>
            <RefreshCw aria-hidden="true" className={isSearching ? 'motion-safe:animate-spin' : ''} />
            <span className="max-sm:sr-only">{isSearching ? 'Searching' : 'Search again'}</span>
          </Button>
        )}
      </PageBar>
      <PageContent>
        <SavingsSection view={view} timeZone={timeZone} projects={projects} change={change} />
        <CurrencyFootnote />
      </PageContent>
    </>
  )
}
