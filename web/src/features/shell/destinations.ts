import {
  Activity,
  BellRing,
  BookOpen,
  Boxes,
  Compass,
  FlaskConical,
  Inbox,
  KeyRound,
  LayoutGrid,
  type LucideIcon,
  Megaphone,
  PiggyBank,
  Plug,
  Plus,
  Settings,
} from 'lucide-react'
import type { FlatSearch } from '../../lib/search-params.ts'
import { rangeSearch, sharedSearch } from '../../lib/shared-search.ts'

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
    | '/savings'
    | '/savings/simulate'
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
  /** What it takes over from the page before: range and filters, and the comparison where it has one. */
  takes: 'comparison' | 'range' | 'nothing'
}

const OVERVIEW: Destination = { to: '/', name: 'Overview', icon: LayoutGrid, key: 'O', takes: 'comparison' }
const EXPLORE: Destination = { to: '/explore', name: 'Explore', icon: Compass, key: 'E', takes: 'comparison' }
const MODELS: Destination = { to: '/models', name: 'Models', icon: Boxes, key: 'M', takes: 'comparison' }
const REQUESTS: Destination = { to: '/requests', name: 'Requests', icon: Activity, key: 'R', takes: 'range' }
const BUDGETS: Destination = {
  to: '/budgets',
  name: 'Budgets & alerts',
  icon: BellRing,
  key: 'B',
  also: '/alerts',
  takes: 'nothing',
}
const SAVINGS: Destination = {
  to: '/savings',
  name: 'Savings',
  icon: PiggyBank,
  key: 'S',
  takes: 'nothing',
}
const SIMULATE: Destination = {
  to: '/savings/simulate',
  name: 'Simulate',
  icon: FlaskConical,
  key: 'C',
  takes: 'nothing',
}
const PRICES: Destination = { to: '/prices', name: 'Price book', icon: BookOpen, key: 'P', takes: 'nothing' }
const INTEGRATIONS: Destination = {
  to: '/integrations',
  name: 'Integrations',
  icon: Plug,
  key: 'I',
  takes: 'nothing',
}
const API_KEYS: Destination = {
  to: '/settings/api-keys',
  name: 'API keys',
  icon: KeyRound,
  key: 'K',
  takes: 'nothing',
}
/** Stands at the bottom of the sidebar. */
export const SETTINGS: Destination = {
  to: '/settings',
  name: 'Settings',
  icon: Settings,
  key: ',',
  takes: 'nothing',
}

export const NAV_GROUPS: { name: string | null; destinations: Destination[] }[] = [
  { name: null, destinations: [OVERVIEW, EXPLORE, MODELS, REQUESTS] },
  { name: 'Control', destinations: [SAVINGS, BUDGETS] },
  { name: 'Reference', destinations: [PRICES, INTEGRATIONS] },
]

const ALERTS: Destination = { to: '/alerts', name: 'Alerts', icon: Inbox, key: 'A', takes: 'nothing' }
const CHANNELS: Destination = {
  to: '/alerts/channels',
  name: 'Channels of alerts',
  icon: Megaphone,
  key: null,
  takes: 'nothing',
}
const NEW_BUDGET: Destination = {
  to: '/budgets/new',
  name: 'New budget',
  icon: Plus,
  key: null,
  takes: 'nothing',
}

/** Also those that the navigation leaves out. */
export const DESTINATIONS = [
  ...NAV_GROUPS.flatMap(({ destinations }) => destinations),
  SIMULATE,
  ALERTS,
  NEW_BUDGET,
  CHANNELS,
  SETTINGS,
  API_KEYS,
]

/** The address of a page that is reached from another one, whose address is `shown`. */
export function searchFor({ takes }: Destination, shown: FlatSearch): FlatSearch {
  switch (takes) {
    case 'comparison':
      return sharedSearch(shown)
    case 'range':
      return rangeSearch(shown)
    case 'nothing':
      return {}
    default:
      return takes satisfies never
  }
}
