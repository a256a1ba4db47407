import { Compass, KeyRound, LayoutGrid, type LucideIcon, Plug, Settings } from 'lucide-react'

export interface Destination {
  to: '/' | '/explore' | '/integrations' | '/settings/api-keys' | '/settings'
  name: string
  icon: LucideIcon
  /** Second key after G. */
  key: string
}

const OVERVIEW: Destination = { to: '/', name: 'Overview', icon: LayoutGrid, key: 'O' }
const EXPLORE: Destination = { to: '/explore', name: 'Explore', icon: Compass, key: 'E' }
const INTEGRATIONS: Destination = { to: '/integrations', name: 'Integrations', icon: Plug, key: 'I' }
const API_KEYS: Destination = { to: '/settings/api-keys', name: 'API keys', icon: KeyRound, key: 'K' }
const SETTINGS: Destination = { to: '/settings', name: 'Settings', icon: Settings, key: ',' }

export const NAV_GROUPS: { name: string | null; destinations: Destination[] }[] = [
  { name: null, destinations: [OVERVIEW, EXPLORE] },
  { name: 'Reference', destinations: [INTEGRATIONS] },
  { name: 'Installation', destinations: [SETTINGS] },
]

/** Also those that the navigation leaves out. */
export const DESTINATIONS = [...NAV_GROUPS.flatMap(({ destinations }) => destinations), API_KEYS]
