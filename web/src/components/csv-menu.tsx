import { Download } from 'lucide-react'
import { saveFile } from '../lib/save-file.ts'
import { buttonClass } from './button.tsx'
import { MenuButton } from './menu-button.tsx'

interface CsvFile {
  label: string
  name: () => string
  text: () => string
}

/** What is on screen as files: made in the browser from the answer that is shown. Without files it waits. */
export function CsvMenu({ files }: { files: readonly CsvFile[] }) {
  return (
    <MenuButton
      disabled={files.length === 0}
      aria-label="Download as CSV"
      className={`${buttonClass({ size: 'icon' })} max-xs:hidden`}
      width="w-56"
      entries={files.map(({ label, name, text }) => ({
        value: label,
        label: `${label} (CSV)`,
        onSelect: () => saveFile(name(), 'text/csv;charset=utf-8', text()),
      }))}
    >
      <Download aria-hidden="true" />
    </MenuButton>
  )
}
