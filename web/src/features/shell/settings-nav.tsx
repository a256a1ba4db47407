import { Link, useLocation } from '@tanstack/react-router'
import { ScrollRow } from '../../components/scroll-row.tsx'
import { SETTINGS_PAGES } from './settings-pages.ts'

/** The side list of the settings; a row of links on small screens. */
export function SettingsNav() {
  const pathname = useLocation({ select: (location) => location.pathname })
  return (
    <nav aria-label="Settings" className="max-md:-mx-4 md:w-44 md:shrink-0">
      <ScrollRow current={pathname} className="max-md:px-4 md:overflow-visible!">
        <ul className="flex gap-px md:sticky md:top-18 md:flex-col">
          {SETTINGS_PAGES.map(({ to, name }) => (
            <li key={to}>
              <Link
                to={to}
                className="flex h-8 items-center whitespace-nowrap rounded-md px-2 font-medium text-fg-2 transition-colors duration-75 hover:bg-hover hover:text-fg aria-[current=page]:bg-active aria-[current=page]:text-fg"
              >
                {name}
              </Link>
            </li>
          ))}
        </ul>
      </ScrollRow>
    </nav>
  )
}
