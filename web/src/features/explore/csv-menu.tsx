import { Menu } from '@base-ui/react/menu'
import { Download } from 'lucide-react'
import type { Exploration } from '#shared/api/explore.ts'
import { buttonClass } from '../../components/button.tsx'
import { MenuPopup, menuItemClass } from '../../components/menu.tsx'
import { saveFile } from '../../lib/save-file.ts'
import { bucketsCsv, csvName, groupsCsv } from './explored-csv.ts'

/** What is on screen as a file: made in the browser from the answer that is shown. */
export function CsvMenu({ explored }: { explored: Exploration | undefined }) {
  const save = (part: 'groups' | 'buckets') => {
    if (!explored) return
    const text = part === 'groups' ? groupsCsv(explored) : bucketsCsv(explored)
    saveFile(csvName(explored, part), 'text/csv;charset=utf-8', text)
  }
  return (
    <Menu.Root>
      <Menu.Trigger
        disabled={!explored}
        aria-label="Download as CSV"
        className={`${buttonClass({ size: 'icon' })} max-xs:hidden`}
      >
        <Download aria-hidden="true" />
      </Menu.Trigger>
      <MenuPopup className="w-56">
        <Menu.Item className={menuItemClass} onClick={() => save('groups')}>
          Groups and total (CSV)
        </Menu.Item>
        <Menu.Item className={menuItemClass} onClick={() => save('buckets')}>
          Every {explored?.bucket ?? 'bucket'} (CSV)
        </Menu.Item>
      </MenuPopup>
    </Menu.Root>
  )
}
