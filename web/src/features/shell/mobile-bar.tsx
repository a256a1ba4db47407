import { Menu, Search } from 'lucide-react'
import { BrandMark } from '../../components/brand.tsx'

interface MobileBarProps {
  onMenu: () => void
  onSearch: () => void
}

const iconButtonClass =
  'flex size-9 items-center justify-center rounded-md text-fg-2 hover:bg-hover hover:text-fg [&_svg]:size-4.5'

export function MobileBar({ onMenu, onSearch }: MobileBarProps) {
  return (
    <header className="sticky top-0 z-20 flex h-12 items-center gap-1.5 border-b bg-bg px-2.5 lg:hidden">
      <button type="button" aria-label="Open navigation" onClick={onMenu} className={iconButtonClass}>
        <Menu aria-hidden="true" />
      </button>
      <BrandMark />
      <span className="ml-1 flex-1 font-semibold tracking-[-0.01em]">Spendscope</span>
      <button type="button" aria-label="Search" onClick={onSearch} className={iconButtonClass}>
        <Search aria-hidden="true" />
      </button>
    </header>
  )
}
