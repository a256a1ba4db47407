import { Link } from '@tanstack/react-router'
import { ChevronRight, Database, type LucideIcon, Recycle, Sparkles, Zap } from 'lucide-react'
import type { ListedOpportunity, OpportunityList } from '#shared/api/savings.ts'
import { useMoney } from '../../api/use-money.ts'
import { buttonClass } from '../../components/button.tsx'
import { Card, CardHead } from '../../components/card.tsx'
import { EFFORT_NAMES } from './state-words.ts'

const MOST = 3

const ICONS: Record<ListedOpportunity['family'], LucideIcon> = {
  waste: Recycle,
  cache: Database,
  tier: Zap,
  model: Sparkles,
  notice: Sparkles,
}

const isOpen = ({ state, family }: ListedOpportunity) =>
  (state === 'open' || state === 'in_review') && family !== 'notice'

/** The largest savings that nobody has taken yet. */
export function SavingsCard({ list }: { list: OpportunityList }) {
  const money = useMoney()
  const open = list.data.filter(isOpen)
  const { claimedUsdMonthly } = list.totals
  return (
    <Card aria-labelledby="savings" className="flex flex-col">
      <CardHead
        id="savings"
        title="Savings you could take"
        sub="From the last 30 days of traffic"
        actions={
          <Link
            to="/savings"
            search={{}}
            className={`${buttonClass({ variant: 'ghost', size: 'sm' })} -my-1 -mr-2`}
          >
            {open.length > 0 ? `View all ${open.length}` : 'Savings'}
            <ChevronRight aria-hidden="true" />
          </Link>
        }
      />
      {open.length === 0 ? (
        <p className="px-4 pb-4 text-fg-3 text-xs">
          {list.refreshedAt === null
            ? 'The events are searched once a day; the first search is still to come.'
            : 'None with evidence that it holds. Scores of your answers (quality) and tasks make more of them provable.'}
        </p>
      ) : (
        <>
          <p className="px-4 pb-2 text-fg-3 text-xs">
            <span title={money.exact(claimedUsdMonthly)} className="num font-semibold text-good text-xl">
              {money.headline(claimedUsdMonthly)}
            </span>{' '}
            per month
          </p>
          <ul className="flex flex-col px-2 pb-2">
            {open.slice(0, MOST).map((opportunity) => (
              <SavingRow key={opportunity.id} opportunity={opportunity} />
            ))}
          </ul>
        </>
      )}
    </Card>
  )
}

function SavingRow({ opportunity }: { opportunity: ListedOpportunity }) {
  const money = useMoney()
  const { id, title, action, savings, effort, family } = opportunity
  const Icon = ICONS[family]
  return (
    <li className="relative flex gap-3 rounded-lg px-2 py-2.5 transition-colors duration-75 hover:bg-hover">
      <span className="flex size-7 shrink-0 items-center justify-center rounded-md bg-good-soft text-good">
        <Icon aria-hidden="true" className="size-3.5" strokeWidth={1.85} />
      </span>
      <span className="min-w-0 flex-1">
        <Link
          to="/savings/$id"
          params={{ id }}
          className="rounded-sm font-medium [overflow-wrap:anywhere] after:absolute after:inset-0"
        >
          {title}
        </Link>
        <span className="block text-fg-3 text-xs">{action}</span>
      </span>
      <span className="shrink-0 text-right">
        <span className="num block font-medium text-good" title={money.exact(savings.marginalUsd)}>
          {money.headline(savings.marginalUsd)}
        </span>
        <span className="block text-2xs text-fg-3">{EFFORT_NAMES[effort]}</span>
      </span>
    </li>
  )
}
