import { useQuery } from '@tanstack/react-query'
import { clsx } from 'clsx'
import { Info } from 'lucide-react'
import { meOptions } from '../api/queries.ts'
import { CurrencyNote } from './currency-note.tsx'

/** At the end of a page whose amounts are not the USD that is stored; nothing where they are. */
export function CurrencyFootnote({ className }: { className?: string }) {
  const currency = useQuery(meOptions).data?.currency ?? null
  if (!currency) return null
  return (
    <p className={clsx('flex items-center gap-1.5 text-fg-3 text-xs', className)}>
      <Info aria-hidden="true" className="size-3.5 shrink-0" />
      <span>
        <CurrencyNote currency={currency} />. Prices of models and files stay in USD.
      </span>
    </p>
  )
}
