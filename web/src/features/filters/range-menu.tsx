import { Menu } from '@base-ui/react/menu'
import { CalendarDays, Check, ChevronDown } from 'lucide-react'
import { buttonClass } from '../../components/button.tsx'
import { Kbd } from '../../components/kbd.tsx'
import { MenuPopup, menuItemClass } from '../../components/menu.tsx'
import { isNamedRange, NAMED_RANGES, RANGE_KEYS, type RangeText, rangeLabel } from '../../lib/range.ts'

interface RangeMenuProps {
  range: RangeText
  ranges?: readonly RangeText[]
  onChange: (range: RangeText) => void
}

export function RangeMenu({ range, ranges = NAMED_RANGES, onChange }: RangeMenuProps) {
  return (
    <Menu.Root>
      <Menu.Trigger className={buttonClass()}>
        <CalendarDays aria-hidden="true" className="text-fg-3" strokeWidth={1.85} />
        <span className="sr-only">Time range: </span>
        {rangeLabel(range)}
        <ChevronDown aria-hidden="true" className="text-fg-3" />
      </Menu.Trigger>
      <MenuPopup align="start">
        <Menu.RadioGroup value={range} onValueChange={onChange}>
          {ranges.map((name) => (
            <Menu.RadioItem key={name} value={name} closeOnClick className={`${menuItemClass} pl-7.5`}>
              <Menu.RadioItemIndicator className="-ml-6 w-4">
                <Check aria-hidden="true" />
              </Menu.RadioItemIndicator>
              <span className="flex-1">{rangeLabel(name)}</span>
              {isNamedRange(name) && <Kbd keys={RANGE_KEYS[name]} />}
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
      </MenuPopup>
    </Menu.Root>
  )
}
