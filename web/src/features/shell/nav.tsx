import { Link, useLocation, useSearch } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { FlatSearch } from '../../lib/search-params.ts'
import { type Destination, NAV_GROUPS, searchFor } from './destinations.ts'

export interface NavProps {
  onNavigate?: (() => void) | undefined
  /** What stands at the end of a row, such as how much is open. */
  badges?: Partial<Record<Destination['to'], ReactNode>>
}

export function NavRow({ destination, onNavigate, badges }: NavProps & { destination: Destination }) {
  const { to, name, icon: Icon, also } = destination
  const { pathname } = useLocation()
  const isAlso = also !== undefined && (pathname === also || pathname.startsWith(`${also}/`))
  const shown: FlatSearch = useSearch({ strict: false })
  return (
    <li>
      <Link
        to={to}
        search={searchFor(destination, shown)}
        onClick={onNavigate}
        activeOptions={{ exact: to === '/', includeSearch: false }}
        {...(isAlso && { 'aria-current': 'page' })}
        className="flex h-8 items-center gap-2.5 rounded-md px-2 font-medium text-fg-2 transition-colors duration-75 hover:bg-hover hover:text-fg aria-[current=page]:bg-active aria-[current=page]:text-fg"
      >
        <Icon aria-hidden="true" className="size-4" strokeWidth={1.85} />
        <span className="flex-1">{name}</span>
        {badges?.[to]}
      </Link>
    </li>
  )
}

export function Nav(props: NavProps) {
  return (
    <nav aria-label="Main" className="flex flex-col gap-4 px-3">
      {NAV_GROUPS.map(({ name, destinations }) => (
        <div key={name ?? 'top'}>
          {name && <p className="px-2 pb-1 font-medium text-2xs text-fg-3">{name}</p>}
          <ul className="flex flex-col gap-px">
            {destinations.map((destination) => (
              <NavRow key={destination.to} destination={destination} {...props} />
            ))}
          </ul>
        </div>
      ))}
    </nav>
  )
}
