import { ALERT_KINDS, type AlertKind } from '#shared/api/alert-kinds.ts'
import type { FlatSearch } from './search-params.ts'

const ALERT_VIEWS = ['open', 'all'] as const

/** What the URL means in the inbox of alerts. */
export interface AlertsView {
  state: (typeof ALERT_VIEWS)[number]
  /** '' is any. */
  kind: AlertKind | ''
  /** The alert whose deliveries are shown; '' is none. */
  open: string
}

/** Unknown names and values are left out, so that a bad link never breaks a page. */
export function readAlertsView({ state = '', kind = '', open = '' }: FlatSearch): AlertsView {
  return {
    state: state === 'all' ? 'all' : 'open',
    kind: ALERT_KINDS.find((known) => known === kind) ?? '',
    open: /^\d{1,18}$/.test(open) ? open : '',
  }
}

export const writeAlertsView = ({ state, kind, open }: AlertsView): FlatSearch => ({
  ...(state !== 'open' && { state }),
  ...(kind && { kind }),
  ...(open && { open }),
})
