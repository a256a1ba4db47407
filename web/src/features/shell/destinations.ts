import { KeyRound, LayoutGrid, type LucideIcon } from 'lucide-react'

export interface Destination {
  to: '/' | '/api-keys'
  name: string
  icon: LucideIcon
  /** Second key after G. */
  key: string
}

const OVERVIEW: Destination = { to: '/', name: 'Overview', icon: LayoutGrid, key: 'O' }
const API_KEYS: Destination = { to: '/api-keys', name: 'API keys', icon: KeyRound, key: 'K' }

export const NAV_GROUPS: { name: string | null; destinations: Destination[] }[] = [
  { name: null, destinations: [OVERVIEW] },
  { name: 'Settings', destinations: [API_KEYS] },
]

export const DESTINATIONS = NAV_GROUPS.flatMap(({ destinations }) => destinations)
