import { useQuery } from '@tanstack/react-query'
import { SavingFlag } from '../../components/saving-flag.tsx'
import { opportunitiesOptions } from './queries.ts'
import { sumOpen } from './sum-open.ts'

interface SavingFlagOfProps {
  label: string
  value: string | null
}

/** The flag of a model or a feature that an open opportunity is about; nothing for all others. */
export function SavingFlagOf({ label, value }: SavingFlagOfProps) {
  const list = useQuery(opportunitiesOptions()).data
  if (!list || !value || (label !== 'model' && label !== 'feature')) return null
  const savingUsd = sumOpen(list.data, label, value)
  return savingUsd > 0 ? <SavingFlag savingUsd={savingUsd} search={{ [label]: value }} /> : null
}
