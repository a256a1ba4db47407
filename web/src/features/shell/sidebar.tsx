import { Search } from 'lucide-react'
import type { ReactNode } from 'react'
import { BrandMark } from '../../components/brand.tsx'
import { Kbd } from '../../components/kbd.tsx'
import { SETTINGS } from './destinations.ts'
import { Nav, type NavProps, NavRow } from './nav.tsx'

interface SidebarProps extends NavProps {
  onSearch: () => void
  /** Whether events come in. */
  status: ReactNode
  /** Who is signed in. */
  footer: ReactNode
}

const isMac = () => /Mac|iPhone|iPad/.test(navigator.userAgent)
export const paletteKeys = () => (isMac() ? '⌘ K' : 'Ctrl K')

/** The same in the sidebar and in the drawer of small screens. */
export function SidebarContent({ onSearch, status, footer, ...nav }: SidebarProps) {
  return (
    <>
      <div className="flex h-13 items-center gap-2.5 px-5">
        <BrandMark />
        <span className="font-semibold tracking-[-0.01em]">Spendscope</span>
      </div>
      <div className="px-3 pb-3">
        <button
          type="button"
          onClick={onSearch}
          className="flex h-8 w-full items-center gap-2 rounded-md border border-line-strong bg-surface px-2 text-fg-3 transition-colors duration-75 hover:text-fg-2"
        >
          <Search aria-hidden="true" className="size-3.5" />
          <span className="flex-1 text-left">Go to…</span>
          <Kbd keys={paletteKeys()} />
        </button>
      </div>
      <Nav {...nav} />
      <div className="mt-auto px-3 pt-4 pb-2">
        {status}
        <nav aria-label="Installation">
          <ul>
            <NavRow destination={SETTINGS} {...nav} />
          </ul>
        </nav>
      </div>
      <div className="border-t p-3">{footer}</div>
    </>
  )
}

export function Sidebar(props: SidebarProps) {
  return (
    <aside className="sticky top-0 hidden h-dvh w-58 shrink-0 flex-col border-r lg:flex">
      <SidebarContent {...props} />
    </aside>
  )
}
