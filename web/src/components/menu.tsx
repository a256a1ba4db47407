import { Menu } from '@base-ui/react/menu'
import { clsx } from 'clsx'
import type { ReactNode, RefObject } from 'react'

interface MenuPopupProps {
  children: ReactNode
  side?: 'top' | 'bottom' | undefined
  align?: 'start' | 'end' | undefined
  className?: string | undefined
  /** Of a menu without a trigger: what it stands at, and what has focus again after it. */
  anchor?: RefObject<HTMLElement | null>
}

export function MenuPopup({ children, side = 'bottom', align = 'end', className, anchor }: MenuPopupProps) {
  return (
    <Menu.Portal>
      <Menu.Positioner
        side={side}
        align={align}
        sideOffset={6}
        // Most stand at what does not scroll: a page that scrolls below must not take them along, even for a moment.
        positionMethod="fixed"
        {...(anchor && { anchor })}
        className="z-50"
      >
        <Menu.Popup
          {...(anchor && { finalFocus: anchor })}
          className={clsx(
            'origin-top animate-pop rounded-lg bg-raised p-1.5 shadow-pop outline-none',
            className ?? 'w-60',
          )}
        >
          {children}
        </Menu.Popup>
      </Menu.Positioner>
    </Menu.Portal>
  )
}

export const menuItemClass =
  'flex h-8 items-center gap-2 rounded-md px-2 text-fg-2 text-sm outline-none data-[highlighted]:bg-hover data-[highlighted]:text-fg [&_svg]:size-4 [&_svg]:shrink-0'
