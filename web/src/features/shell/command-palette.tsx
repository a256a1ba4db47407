import { Dialog } from '@base-ui/react/dialog'
import { Command } from 'cmdk'
import { CalendarDays, LogOut, type LucideIcon, Monitor, Moon, Search, Sun } from 'lucide-react'
import { groupClass } from '../../components/command-group.ts'
import { Kbd } from '../../components/kbd.tsx'
import { menuItemClass } from '../../components/menu.tsx'
import { NAMED_RANGES, RANGE_KEYS, type RangeText, rangeLabel } from '../../lib/range.ts'
import { storeTheme, THEMES } from '../../lib/theme.ts'
import { DESTINATIONS } from './destinations.ts'
import { useGoTo } from './use-go-to.ts'

interface CommandPaletteProps {
  onClose: () => void
  onRange: (range: RangeText) => void
  onSignOut: () => void
}

const THEME_ICONS = { light: Sun, dark: Moon, system: Monitor }
interface EntryProps {
  icon: LucideIcon
  name: string
  keys?: string
  onSelect: () => void
}

function Entry({ icon: Icon, name, keys, onSelect }: EntryProps) {
  return (
    <Command.Item
      value={name}
      onSelect={onSelect}
      className={`${menuItemClass} h-9! data-[selected=true]:bg-hover data-[selected=true]:text-fg`}
    >
      <Icon aria-hidden="true" className="text-fg-3" strokeWidth={1.85} />
      <span className="flex-1">{name}</span>
      {keys && <Kbd keys={keys} />}
    </Command.Item>
  )
}

export function CommandPalette({ onClose, onRange, onSignOut }: CommandPaletteProps) {
  const goTo = useGoTo()
  const run = (action: () => void) => () => {
    onClose()
    action()
  }
  return (
    <Dialog.Root open onOpenChange={(open) => !open && onClose()}>
      <Dialog.Portal>
        <Dialog.Backdrop className="fixed inset-0 z-40 bg-backdrop" />
        <Dialog.Popup
          aria-label="Command palette"
          className="fixed top-[14vh] left-1/2 z-50 w-[min(600px,calc(100vw-24px))] -translate-x-1/2 animate-pop overflow-hidden rounded-xl bg-raised shadow-pop outline-none"
        >
          <Command label="Commands" loop>
            <div className="flex h-12 items-center gap-2.5 border-b px-4">
              <Search aria-hidden="true" className="size-4 shrink-0 text-fg-3" strokeWidth={1.85} />
              <Command.Input
                autoFocus
                placeholder="Go to a page or type a command"
                className="h-full min-w-0 flex-1 bg-transparent text-base outline-none placeholder:text-fg-3"
              />
              <Kbd keys="esc" />
            </div>
            <Command.List label="Commands" className="max-h-90 overflow-y-auto p-2 pt-0">
              <Command.Empty className="px-2 pt-6 pb-5 text-center text-fg-3">Nothing found.</Command.Empty>
              <Command.Group heading="Go to" className={groupClass}>
                {DESTINATIONS.map((destination) => (
                  <Entry
                    key={destination.to}
                    icon={destination.icon}
                    name={destination.name}
                    {...(destination.key && { keys: `G ${destination.key}` })}
                    onSelect={run(() => goTo(destination))}
                  />
                ))}
              </Command.Group>
              <Command.Group heading="Time range" className={groupClass}>
                {NAMED_RANGES.map((range) => (
                  <Entry
                    key={range}
                    icon={CalendarDays}
                    name={rangeLabel(range)}
                    keys={RANGE_KEYS[range]}
                    onSelect={run(() => onRange(range))}
                  />
                ))}
              </Command.Group>
              <Command.Group heading="Preferences" className={groupClass}>
                {THEMES.map((theme) => (
                  <Entry
                    key={theme}
                    icon={THEME_ICONS[theme]}
                    name={`Theme: ${theme}`}
                    onSelect={run(() => storeTheme(theme))}
                  />
                ))}
                <Entry icon={LogOut} name="Sign out" onSelect={run(onSignOut)} />
              </Command.Group>
            </Command.List>
          </Command>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  )
}
