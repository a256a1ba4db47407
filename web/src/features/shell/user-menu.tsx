import { ChevronsUpDown, KeyRound, LogOut } from 'lucide-react'
import type { Me } from '#shared/api/people.ts'
import { MenuButton } from '../../components/menu-button.tsx'

interface UserMenuProps {
  me: Me
  onPassword: () => void
  onSignOut: () => void
}

const initials = (name: string) =>
  name
    .split(/\s+/)
    .slice(0, 2)
    .map((word) => word.slice(0, 1).toUpperCase())
    .join('')

export function UserMenu({ me: { user, version }, onPassword, onSignOut }: UserMenuProps) {
  return (
    <MenuButton
      className="flex h-10 min-w-0 flex-1 items-center gap-2 rounded-md px-1.5 text-left transition-colors duration-75 hover:bg-hover data-[popup-open]:bg-hover"
      side="top"
      align="start"
      width="w-56"
      heading={
        <>
          <span className="block truncate">{user.email}</span>
          <span className="block text-2xs">Spendscope {version}</span>
        </>
      }
      entries={[
        { value: 'password', label: 'Change password', icon: KeyRound, onSelect: onPassword },
        { value: 'sign-out', label: 'Sign out', icon: LogOut, onSelect: onSignOut },
      ]}
    >
      <span
        aria-hidden="true"
        className="flex size-6.5 shrink-0 items-center justify-center rounded-full bg-accent-soft font-semibold text-[10px] text-fg"
      >
        {initials(user.name)}
      </span>
      <span className="min-w-0 flex-1">
        <span className="block truncate font-medium text-xs leading-4">{user.name}</span>
        <span className="block text-2xs text-fg-2 capitalize leading-3.5">{user.role}</span>
      </span>
      <ChevronsUpDown aria-hidden="true" className="size-3.5 shrink-0 text-fg-3" />
    </MenuButton>
  )
}
