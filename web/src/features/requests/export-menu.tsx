import { Menu } from '@base-ui/react/menu'
import { Download } from 'lucide-react'
import { api } from '../../api/client.ts'
import { buttonClass } from '../../components/button.tsx'
import { MenuPopup, menuItemClass } from '../../components/menu.tsx'
import type { EventsQuery } from '../../lib/events-query.ts'

/** The events of the range and the filters as a file. */
export function ExportMenu({ query }: { query: EventsQuery }) {
  return (
    <Menu.Root>
      <Menu.Trigger aria-label="Export" className={buttonClass({ size: 'icon' })}>
        <Download aria-hidden="true" />
      </Menu.Trigger>
      <MenuPopup className="w-44">
        {(['csv', 'ndjson'] as const).map((format) => (
          <Menu.Item
            key={format}
            className={menuItemClass}
            render={<a href={api.eventExportPath({ ...query, format })} download />}
          >
            Export as {format.toUpperCase()}
          </Menu.Item>
        ))}
      </MenuPopup>
    </Menu.Root>
  )
}
