import { Menu } from '@base-ui/react/menu'
import { Ellipsis } from 'lucide-react'
import { buttonClass } from './button.tsx'
import { MenuPopup, menuItemClass } from './menu.tsx'

interface RowMenuProps<Act extends string> {
  /** Of what the row is about. */
  name: string
  acts: readonly (readonly [act: Act, label: string])[]
  onAct: (act: Act) => void
}

/** What can be done with a row of a table. */
export function RowMenu<Act extends string>({ name, acts, onAct }: RowMenuProps<Act>) {
  return (
    <Menu.Root>
      <Menu.Trigger
        aria-label={`Actions for ${name}`}
        className={buttonClass({ variant: 'ghost', size: 'icon' })}
      >
        <Ellipsis aria-hidden="true" />
      </Menu.Trigger>
      <MenuPopup className="w-48">
        {acts.map(([act, label]) => (
          <Menu.Item key={act} className={menuItemClass} onClick={() => onAct(act)}>
            {label}
          </Menu.Item>
        ))}
      </MenuPopup>
    </Menu.Root>
  )
}
