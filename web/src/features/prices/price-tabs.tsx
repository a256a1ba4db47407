import { useQuery } from '@tanstack/react-query'
import { ScrollRow } from '../../components/scroll-row.tsx'
import { Segmented } from '../../components/segmented.tsx'
import { PRICE_TABS, type PriceTab } from '../../lib/prices-params.ts'
import { unpricedOptions } from './queries.ts'

const NAMES: Record<PriceTab, string> = {
  models: 'Models',
  overrides: 'Own prices',
  aliases: 'Own names',
  unpriced: 'Unpriced',
  're-price': 'Re-price',
  update: 'Update',
}

interface PriceTabsProps {
  tab: PriceTab
  onChange: (tab: PriceTab) => void
}

export function PriceTabs({ tab, onChange }: PriceTabsProps) {
  const waiting = useQuery(unpricedOptions).data?.length ?? 0
  const nameOf = (value: PriceTab) =>
    value === 'unpriced' && waiting > 0 ? `${NAMES[value]} · ${waiting}` : NAMES[value]
  return (
    <ScrollRow current={tab} className="-mx-1 flex px-1 py-0.5">
      <Segmented
        label="Part of the price book"
        value={tab}
        options={PRICE_TABS.map((value) => ({ value, label: nameOf(value) }))}
        onChange={onChange}
      />
    </ScrollRow>
  )
}
