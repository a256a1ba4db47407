import { Menu } from '@base-ui/react/menu'
import { Check, ChevronDown } from 'lucide-react'
import { buttonClass } from './button.tsx'
import { MenuPopup, menuItemClass } from './menu.tsx'

export interface ChoiceSection<Value> {
  name?: string
  options: readonly { value: Value; label: string }[]
}

interface ChoiceProps<Value> {
  label: string
  value: Value
  sections: readonly ChoiceSection<Value>[]
  onChange: (value: Value) => void
  onOpenChange?: (open: boolean) => void
  /** The last row of the menu, for what is not in the list. */
  other?: { label: string; onSelect: () => void }
}

/** A button that says what is chosen, and a menu of what else there is. */
export function Choice<Value extends string | number | null>(props: ChoiceProps<Value>) {
  const { label, value, sections, onChange, onOpenChange, other } = props
  const chosen = sections.flatMap(({ options }) => options).find((option) => option.value === value)
  return (
    <Menu.Root {...(onOpenChange && { onOpenChange })}>
      <Menu.Trigger className={buttonClass()}>
        <span className="font-normal text-fg-3">{label}</span>
        {chosen?.label}
        <ChevronDown aria-hidden="true" className="text-fg-3" />
      </Menu.Trigger>
      <MenuPopup align="start" className="max-h-[min(28rem,70vh)] w-52 overflow-y-auto">
        <Menu.RadioGroup value={value} onValueChange={onChange}>
          {sections.map(({ name, options }) => (
            <Menu.Group key={name ?? ''}>
              {name && (
                <Menu.GroupLabel className="px-2 pt-2 pb-1 font-medium text-2xs text-fg-3">
                  {name}
                </Menu.GroupLabel>
              )}
              {options.map((option) => (
                <Menu.RadioItem
                  key={String(option.value)}
                  value={option.value}
                  closeOnClick
                  className={`${menuItemClass} pl-7.5`}
                >
                  <Menu.RadioItemIndicator className="-ml-6 w-4">
                    <Check aria-hidden="true" />
                  </Menu.RadioItemIndicator>
                  <span className="min-w-0 flex-1 truncate">{option.label}</span>
                </Menu.RadioItem>
              ))}
            </Menu.Group>
          ))}
        </Menu.RadioGroup>
        {other && (
          <Menu.Item className={`${menuItemClass} pl-7.5`} onClick={other.onSelect}>
            {other.label}
          </Menu.Item>
        )}
      </MenuPopup>
    </Menu.Root>
  )
}
