import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { createMoney, type Money } from '../lib/money.ts'
import { meOptions } from './queries.ts'

/** Amounts in the currency of the installation. */
export function useMoney(): Money {
  const currency = useQuery(meOptions).data?.currency ?? null
  return useMemo(() => createMoney(currency), [currency])
}
