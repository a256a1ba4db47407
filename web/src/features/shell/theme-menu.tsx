import { Menu } from '@base-ui/react/menu'
import { Check, Monitor, Moon, Sun } from 'lucide-react'
import { useState } from 'react'
import { buttonClass } from '../../components/button.tsx'
import { MenuPopup, menuItemClass } from '../../components/menu.tsx'
import { storedTheme, storeTheme, THEMES, type Theme } from '../../lib/theme.ts'

const ICONS = { light: Sun, dark: Moon, system: Monitor }

export function ThemeMenu() {
  const [theme, setTheme] = useState(storedTheme)
  const choose = (next: Theme) => {
    storeTheme(next)
    setTheme(next)
  }
  return (
    <Menu.Root onOpenChange={() => setTheme(storedTheme())}>
      <Menu.Trigger aria-label="Theme" className={buttonClass({ variant: 'ghost', size: 'icon' })}>
        <Sun aria-hidden="true" className="size-4! dark:hidden" strokeWidth={1.85} />
        <Moon aria-hidden="true" className="size-4! not-dark:hidden" strokeWidth={1.85} />
      </Menu.Trigger>
      <MenuPopup side="top" className="w-40">
        <Menu.RadioGroup value={theme} onValueChange={choose}>
          {THEMES.map((name) => {
            const Icon = ICONS[name]
            return (
              <Menu.RadioItem key={name} value={name} closeOnClick className={menuItemClass}>
                <Icon aria-hidden="true" strokeWidth={1.85} />
                <span className="flex-1 capitalize">{name}</span>
                <Menu.RadioItemIndicator>
                  <Check aria-hidden="true" />
                </Menu.RadioItemIndicator>
              </Menu.RadioItem>
            )
          })}
        </Menu.RadioGroup>
      </MenuPopup>
    </Menu.Root>
  )
}
