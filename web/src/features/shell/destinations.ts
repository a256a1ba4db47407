import {
  Activity,
  BellRing,
  BookOpen,
  Boxes,
  Compass,
  Inbox,
  KeyRound,
  LayoutGrid,
  type LucideIcon,
  Megaphone,
  Plug,
  Plus,
  Settings,
} from 'lucide-react'

export interface Destination {
  to:
    | '/'
    | '/explore'
    | '/models'
    | '/requests'
    | '/budgets'
    | '/alerts'
    | '/alerts/channels'
    | '/budgets/new'
    | '/prices'
    | '/integrations'
    | '/settings/api-keys'
    | '/settings'
  name: string
  icon: LucideIcon
  /** Second key after G; null where there is none. */
  key: string | null
  /** Other pages at which the navigation shows it as the current one. */
  also?: string
  /** Whether it shows a range of time: then it takes over that of the page before, and its filters. */
  ranged: boolean
}

const OVERVIEW: Destination = { to: '/', name: 'Overview', icon: LayoutGrid, key: 'O', ranged: true }
const EXPLORE: Destination = { to: '/explore', name: 'Explore', icon: Compass, key: 'E', ranged: true }
const MODELS: Destination = { to: '/models', name: 'Models', icon: Boxes, key: 'M', ranged: true }
const REQUESTS: Destination = { to: '/requests', name: 'Requests', icon: Activity, key: 'R', ranged: false }
const BUDGETS: Destination = {
  to: '/budgets',
  name: 'Budgets & alerts',
  icon: BellRing,
  key: 'B',
  also: '/alerts',
  ranged: false,
}
const PRICES: Destination = { to: '/prices', name: 'Price book', icon: BookOpen, key: 'P', ranged: false }
const INTEGRATIONS: Destination = {
  to: '/integrations',
  name: 'Integrations',
  icon: Plug,
  key: 'I',
  ranged: false,
}
const API_KEYS: Destination = {
  to: '/settings/api-keys',
  name: 'API keys',
  icon: KeyRound,
  key: 'K',
  ranged: false,
}
/** Stands at the bottom of the sidebar. */
export const SETTINGS: Destination = {
  to: '/settings',
  name: 'Settings',
  icon: Settings,
  key: ',',
  ranged: false,
}

export const NAV_GROUPS: { name: string | null; destinations: Destination[] }[] = [
  { name: null, destinations: [OVERVIEW, EXPLORE, MODELS, REQUESTS] },
  { name: 'Control', destinations: [BUDGETS] },
  { name: 'Reference', destinations: [PRICES, INTEGRATIONS] },
]

const ALERTS: Destination = { to: '/alerts', name: 'Alerts', icon: Inbox, key: 'A', ranged: false }
const CHANNELS: Destination = {
  to: '/alerts/channels',
  name: 'Channels of alerts',
  icon: Megaphone,
  key: null,
  ranged: false,
}
const NEW_BUDGET: Destination = {
  to: '/budgets/new',
  name: 'New budget',
  icon: Plus,
  key: null,
  ranged: false,
}

/** Also those that the navigation leaves out. */
export const DESTINATIONS = [
  ...NAV_GROUPS.flatMap(({ destinations }) => destinations),
  ALERTS,
  NEW_BUDGET,
  CHANNELS,
  SETTINGS,
  API_KEYS,
]
