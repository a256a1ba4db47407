import { Menu } from '@base-ui/react/menu'
import { Check, type LucideIcon } from 'lucide-react'
import type { ReactNode, RefObject } from 'react'
import { Kbd } from './kbd.tsx'
import { MenuPopup, menuItemClass } from './menu.tsx'

export interface MenuEntry {
  /** What is chosen, where one of the entries is. */
  value: string
  label: string
  icon?: LucideIcon
  /** The key that does the same. */
  hint?: string | undefined
  onSelect: () => void
}

export interface MenuPanelProps {
  entries: readonly MenuEntry[]
  /** One of the entries is chosen, and this one has a check. */
  value?: string | undefined
  heading?: ReactNode
  side?: 'top' | 'bottom' | undefined
  align?: 'start' | 'end' | undefined
  /** A class of a width. */
  width?: string | undefined
  anchor: RefObject<HTMLButtonElement | null>
  onClose: () => void
}

/** The menu of a `MenuButton`, open as long as it is there. */
export function MenuPanel({ entries, value, heading, anchor, onClose, ...place }: MenuPanelProps) {
  // The button toggles it: neither a press nor focus there may close it first.
  const isOnAnchor = (event: Event) =>
    [event.target, event instanceof FocusEvent && event.relatedTarget].some(
      (target) => target instanceof Node && anchor.current?.contains(target),
    )
  return (
    <Menu.Root
      open
      modal={false}
      onOpenChange={(open, { event }) => !open && !isOnAnchor(event) && onClose()}
    >
      <MenuPopup anchor={anchor} side={place.side} align={place.align} className={place.width}>
        {value === undefined ? (
          <Menu.Group>
            {heading && (
              <Menu.GroupLabel className="px-2 pt-1 pb-2 text-fg-3 text-xs">{heading}</Menu.GroupLabel>
            )}
            {entries.map((entry) => (
              <Menu.Item key={entry.value} className={menuItemClass} onClick={entry.onSelect}>
                <EntryContent {...entry} />
              </Menu.Item>
            ))}
          </Menu.Group>
        ) : (
          <Menu.RadioGroup value={value}>
            {entries.map((entry) => (
              <Menu.RadioItem
                key={entry.value}
                value={entry.value}
                closeOnClick
                onClick={entry.onSelect}
                className={`${menuItemClass} pl-7.5`}
              >
                <Menu.RadioItemIndicator className="-ml-6 w-4">
                  <Check aria-hidden="true" />
                </Menu.RadioItemIndicator>
                <EntryContent {...entry} />
              </Menu.RadioItem>
            ))}
          </Menu.RadioGroup>
        )}
      </MenuPopup>
    </Menu.Root>
  )
}

function EntryContent({ icon: Icon, label, hint }: MenuEntry) {
  return (
    <>
      {Icon && <Icon aria-hidden="true" strokeWidth={1.85} />}
      <span className="flex-1">{label}</span>
      {hint && <Kbd keys={hint} />}
    </>
  )
}
