import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { ChevronLeft } from 'lucide-react'
import { meOptions, useMay } from '../api/queries.ts'
import { buttonClass } from '../components/button.tsx'
import { CardQuery } from '../components/card-query.tsx'
import { CurrencyFootnote } from '../components/currency-footnote.tsx'
import { PageBar, PageContent } from '../components/page-bar.tsx'
import { EvidenceCard } from '../features/savings/evidence-card.tsx'
import { GuardsCard } from '../features/savings/guards-card.tsx'
import { HistoryCard } from '../features/savings/history-card.tsx'
import { LedgerCard } from '../features/savings/ledger-card.tsx'
import { NextStepCard } from '../features/savings/next-step-card.tsx'
import { OpportunityHead } from '../features/savings/opportunity-head.tsx'
import { opportunityOptions } from '../features/savings/queries.ts'
import { SavingCard } from '../features/savings/saving-card.tsx'

export function OpportunityPage() {
  const { id = '' } = useParams({ strict: false })
  const opportunity = useQuery(opportunityOptions(id))
  const timeZone = useQuery(meOptions).data?.timeZone ?? 'UTC'
  const canManage = useMay('manageSavings')
  return (
    <>
      <PageBar title={opportunity.data?.title ?? 'Opportunity'} />
      <PageContent>
        <Link
          to="/savings"
          search={{}}
          className={`${buttonClass({ variant: 'ghost', size: 'sm' })} -mb-2 -ml-2 self-start`}
        >
          <ChevronLeft aria-hidden="true" />
          All opportunities
        </Link>
        <CardQuery what="This opportunity" query={opportunity} height="h-[480px]">
          {(data) => (
            <>
              <OpportunityHead opportunity={data} timeZone={timeZone} canManage={canManage} />
              <div className="grid items-start gap-4 *:min-w-0 lg:grid-cols-[1.6fr_1fr]">
                <div className="flex flex-col gap-4">
                  {data.type !== 'measurement_warning' && (
                    <SavingCard opportunity={data} timeZone={timeZone} />
                  )}
                  <EvidenceCard finding={data.finding} />
                  {(data.ledger.length > 0 || data.decided !== null) && <LedgerCard ledger={data.ledger} />}
                </div>
                <div className="flex flex-col gap-4">
                  <NextStepCard opportunity={data} />
                  <GuardsCard finding={data.finding} />
                  <HistoryCard opportunity={data} timeZone={timeZone} />
                </div>
              </div>
            </>
          )}
        </CardQuery>
        <CurrencyFootnote />
      </PageContent>
    </>
  )
}
