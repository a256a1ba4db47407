import { Menu } from '@base-ui/react/menu'
import { Plus } from 'lucide-react'
import { CHANNEL_KINDS, type ChannelKind } from '#shared/api/channel-kinds.ts'
import { buttonClass } from '../../components/button.tsx'
import { MenuPopup, menuItemClass } from '../../components/menu.tsx'
import { CHANNEL_NAMES } from '../../lib/channel-names.ts'

interface AddChannelMenuProps {
  canSendEmail: boolean
  onAdd: (kind: ChannelKind) => void
}

export function AddChannelMenu({ canSendEmail, onAdd }: AddChannelMenuProps) {
  return (
    <Menu.Root>
      <Menu.Trigger className={buttonClass({ variant: 'primary' })}>
        <Plus aria-hidden="true" />
        Add channel
      </Menu.Trigger>
      <MenuPopup className="w-64">
        {CHANNEL_KINDS.map((kind) => {
          const isOff = kind === 'email' && !canSendEmail
          return (
            <Menu.Item key={kind} disabled={isOff} className={menuItemClass} onClick={() => onAdd(kind)}>
              <span className={isOff ? 'opacity-50' : undefined}>{CHANNEL_NAMES[kind]}</span>
              {isOff && <span className="ml-auto text-fg-3 text-xs">set SMTP_URL first</span>}
            </Menu.Item>
          )
        })}
      </MenuPopup>
    </Menu.Root>
  )
}
