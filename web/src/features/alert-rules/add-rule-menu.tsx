import { Menu } from '@base-ui/react/menu'
import { Plus } from 'lucide-react'
import type { RuleKind } from '#shared/api/alert-rules.ts'
import { buttonClass } from '../../components/button.tsx'
import { MenuPopup, menuItemClass } from '../../components/menu.tsx'
import { RULE_HINTS, RULE_KINDS, RULE_NAMES } from './rule-words.ts'

export function AddRuleMenu({ onAdd }: { onAdd: (kind: RuleKind) => void }) {
  return (
    <Menu.Root>
      <Menu.Trigger className={buttonClass({ variant: 'primary' })}>
        <Plus aria-hidden="true" />
        New rule
      </Menu.Trigger>
      <MenuPopup className="w-80 max-w-[calc(100vw-24px)]">
        {RULE_KINDS.map((kind) => (
          <Menu.Item
            key={kind}
            className={`${menuItemClass} h-auto! flex-col items-start! gap-0! py-1.5`}
            onClick={() => onAdd(kind)}
          >
            <span className="font-medium text-fg">{RULE_NAMES[kind]}</span>
            <span className="text-fg-3 text-xs">{RULE_HINTS[kind]}</span>
          </Menu.Item>
        ))}
      </MenuPopup>
    </Menu.Root>
  )
}
