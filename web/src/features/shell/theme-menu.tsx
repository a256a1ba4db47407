import { Monitor, Moon, Sun } from 'lucide-react'
import { useState } from 'react'
import { buttonClass } from '../../components/button.tsx'
import { MenuButton } from '../../components/menu-button.tsx'
import { storedTheme, storeTheme, THEMES, type Theme } from '../../lib/theme.ts'

const ICONS = { light: Sun, dark: Moon, system: Monitor }
const LABELS: Record<Theme, string> = { light: 'Light', dark: 'Dark', system: 'System' }

export function ThemeMenu() {
  const [theme, setTheme] = useState(storedTheme)
  const choose = (next: Theme) => {
    storeTheme(next)
    setTheme(next)
  }
  return (
    <MenuButton
      aria-label="Theme"
      className={buttonClass({ variant: 'ghost', size: 'icon' })}
      side="top"
      width="w-40"
      value={theme}
      entries={THEMES.map((name) => ({
        value: name,
        label: LABELS[name],
        icon: ICONS[name],
        onSelect: () => choose(name),
      }))}
      // The palette changes it too.
      onPointerDown={() => setTheme(storedTheme())}
    >
      <Sun aria-hidden="true" className="size-4! dark:hidden" strokeWidth={1.85} />
      <Moon aria-hidden="true" className="size-4! not-dark:hidden" strokeWidth={1.85} />
    </MenuButton>
  )
}
