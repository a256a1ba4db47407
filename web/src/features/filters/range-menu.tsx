import { CalendarDays, ChevronDown } from 'lucide-react'
import { buttonClass } from '../../components/button.tsx'
import { MenuButton } from '../../components/menu-button.tsx'
import { isNamedRange, NAMED_RANGES, RANGE_KEYS, type RangeText, rangeLabel } from '../../lib/range.ts'

interface RangeMenuProps {
  range: RangeText
  ranges?: readonly RangeText[]
  onChange: (range: RangeText) => void
}

export function RangeMenu({ range, ranges = NAMED_RANGES, onChange }: RangeMenuProps) {
  return (
    <MenuButton
      className={buttonClass()}
      align="start"
      value={range}
      entries={ranges.map((name) => ({
        value: name,
        label: rangeLabel(name),
        hint: isNamedRange(name) ? RANGE_KEYS[name] : undefined,
        onSelect: () => onChange(name),
      }))}
    >
      <CalendarDays aria-hidden="true" className="text-fg-3 max-xs:hidden" strokeWidth={1.85} />
      <span className="sr-only">Time range: </span>
      {rangeLabel(range)}
      <ChevronDown aria-hidden="true" className="text-fg-3" />
    </MenuButton>
  )
}
