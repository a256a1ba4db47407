import { Link, type LinkProps } from '@tanstack/react-router'
import { Badge } from './badge.tsx'

interface LinkTab {
  to: NonNullable<LinkProps['to']>
  name: string
  /** Not shown when there is nothing to count. */
  count?: number
}

/** Pages that belong together, as a row of links that looks like a choice. */
export function LinkTabs({ label, tabs }: { label: string; tabs: readonly LinkTab[] }) {
  return (
    <nav aria-label={label} className="-mx-1 flex overflow-x-auto px-1 py-0.5">
      <ul className="flex shrink-0 rounded-md bg-surface-2 p-0.5">
        {tabs.map(({ to, name, count = 0 }) => (
          <li key={to}>
            <Link
              to={to}
              activeOptions={{ exact: true, includeSearch: false }}
              className="flex h-6.5 items-center gap-1.5 whitespace-nowrap rounded-sm px-2 font-medium text-fg-3 text-xs transition-colors duration-75 hover:text-fg aria-[current=page]:bg-surface aria-[current=page]:text-fg aria-[current=page]:shadow-[0_0_0_1px_var(--line)] dark:aria-[current=page]:bg-active"
            >
              {name}
              {count > 0 && <Badge tone="warn">{count}</Badge>}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  )
}
