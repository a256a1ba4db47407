import { Link } from '@tanstack/react-router'
import { PiggyBank } from 'lucide-react'
import { useMoney } from '../api/use-money.ts'

interface SavingFlagProps {
  /** A month, USD. */
  savingUsd: number
  /** The filter of the page of savings that shows what is behind it. */
  search: Record<string, string>
}

/** Says beside a row that an open opportunity is about it, and leads there. */
export function SavingFlag({ savingUsd, search }: SavingFlagProps) {
  const money = useMoney()
  return (
    <Link
      to="/savings"
      search={search}
      title={`${money.headline(savingUsd)} a month could be saved`}
      className="relative z-1 -my-0.75 inline-flex min-h-6 items-center hover:underline"
    >
      <span className="inline-flex items-center gap-1 whitespace-nowrap rounded-full bg-good-soft px-1.5 font-semibold text-2xs text-good leading-4.5">
        <PiggyBank aria-hidden="true" className="size-3" />
        <span className="sr-only">Could save</span> {money.compact(savingUsd)}/mo
      </span>
    </Link>
  )
}
