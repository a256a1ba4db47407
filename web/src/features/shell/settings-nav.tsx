import { Link } from '@tanstack/react-router'
import { SETTINGS_PAGES } from './settings-pages.ts'

/** The side list of the settings; a row of links on small screens. */
export function SettingsNav() {
  return (
    <nav
      aria-label="Settings"
      className="max-md:-mx-4 max-md:overflow-x-auto max-md:px-4 md:w-44 md:shrink-0"
    >
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
    </nav>
  )
}
