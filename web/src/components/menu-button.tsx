import { type ComponentProps, lazy, type ReactNode, Suspense, useRef, useState } from 'react'
import type { MenuPanelProps } from './menu-panel.tsx'

const loadPanel = () => import('./menu-panel.tsx')

const MenuPanel = lazy(async () => {
  const { MenuPanel } = await loadPanel()
  return { default: MenuPanel }
})

interface MenuButtonProps
  extends Omit<ComponentProps<'button'>, 'onClick' | 'value'>,
    Omit<MenuPanelProps, 'anchor' | 'onClose'> {
  children: ReactNode
}

/** A button with a menu. The library behind menus is loaded by whoever reaches for one: no page needs it to be read. */
export function MenuButton({ entries, value, heading, side, align, width, ...props }: MenuButtonProps) {
  const button = useRef<HTMLButtonElement>(null)
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <button
        {...props}
        ref={button}
        type="button"
        aria-haspopup="menu"
        aria-expanded={isOpen}
        data-popup-open={isOpen || undefined}
        onPointerEnter={loadPanel}
        onFocus={loadPanel}
        onKeyDown={({ key }) => key === 'ArrowDown' && setOpen(true)}
        onClick={() => setOpen(!isOpen)}
      />
      {isOpen && (
        <Suspense>
          <MenuPanel
            {...{ entries, value, heading, side, align, width }}
            anchor={button}
            onClose={() => setOpen(false)}
          />
        </Suspense>
      )}
    </>
  )
}
