import { Menu } from '@base-ui/react/menu'
import { Download } from 'lucide-react'
import { saveFile } from '../lib/save-file.ts'
import { buttonClass } from './button.tsx'
import { MenuPopup, menuItemClass } from './menu.tsx'

interface CsvFile {
  label: string
  name: () => string
  text: () => string
}

/** What is on screen as files: made in the browser from the answer that is shown. Without files it waits. */
export function CsvMenu({ files }: { files: readonly CsvFile[] }) {
  return (
    <Menu.Root>
      <Menu.Trigger
        disabled={files.length === 0}
        aria-label="Download as CSV"
        className={`${buttonClass({ size: 'icon' })} max-xs:hidden`}
      >
        <Download aria-hidden="true" />
      </Menu.Trigger>
      <MenuPopup className="w-56">
        {files.map(({ label, name, text }) => (
          <Menu.Item
            key={label}
            className={menuItemClass}
            onClick={() => saveFile(name(), 'text/csv;charset=utf-8', text())}
          >
            {label} (CSV)
          </Menu.Item>
        ))}
      </MenuPopup>
    </Menu.Root>
  )
}
