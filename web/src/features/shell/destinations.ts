import { Compass, KeyRound, LayoutGrid, type LucideIcon, Plug } from 'lucide-react'

export interface Destination {
  to: '/' | '/explore' | '/integrations' | '/api-keys'
  name: string
  icon: LucideIcon
  /** Second key after G. */
  key: string
}

const OVERVIEW: Destination = { to: '/', name: 'Overview', icon: LayoutGrid, key: 'O' }
const EXPLORE: Destination = { to: '/explore', name: 'Explore', icon: Compass, key: 'E' }
const INTEGRATIONS: Destination = { to: '/integrations', name: 'Integrations', icon: Plug, key: 'I' }
const API_KEYS: Destination = { to: '/api-keys', name: 'API keys', icon: KeyRound, key: 'K' }

export const NAV_GROUPS: { name: string | null; destinations: Destination[] }[] = [
  { name: null, destinations: [OVERVIEW, EXPLORE] },
  { name: 'Reference', destinations: [INTEGRATIONS] },
  { name: 'Settings', destinations: [API_KEYS] },
]

export const DESTINATIONS = NAV_GROUPS.flatMap(({ destinations }) => destinations)
