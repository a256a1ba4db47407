import { Compass, KeyRound, LayoutGrid, type LucideIcon } from 'lucide-react'

export interface Destination {
  to: '/' | '/explore' | '/api-keys'
  name: string
  icon: LucideIcon
  /** Second key after G. */
  key: string
}

const OVERVIEW: Destination = { to: '/', name: 'Overview', icon: LayoutGrid, key: 'O' }
const EXPLORE: Destination = { to: '/explore', name: 'Explore', icon: Compass, key: 'E' }
const API_KEYS: Destination = { to: '/api-keys', name: 'API keys', icon: KeyRound, key: 'K' }

export const NAV_GROUPS: { name: string | null; destinations: Destination[] }[] = [
  { name: null, destinations: [OVERVIEW, EXPLORE] },
  { name: 'Settings', destinations: [API_KEYS] },
]

export const DESTINATIONS = NAV_GROUPS.flatMap(({ destinations }) => destinations)
