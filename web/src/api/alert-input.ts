import type { z } from 'zod'
import type { CreateAlertRule, UpdateAlertRule } from '#shared/api/alert-rules.ts'
import type { ListAlertsQuery } from '#shared/api/alerts.ts'
import type { CreateDigest, UpdateDigest } from '#shared/api/digests.ts'

type ListAlertsInput = z.input<typeof ListAlertsQuery>

/** A query is text; the server checks it. */
export type AlertsQuery = Partial<Pick<ListAlertsInput, 'state' | 'kind'>> &
  Partial<Record<'budget' | 'project' | 'before' | 'limit', string>>

export type NewAlertRule = z.input<typeof CreateAlertRule>
export type AlertRuleChange = z.input<typeof UpdateAlertRule>

export type NewDigest = z.input<typeof CreateDigest>
export type DigestChange = z.input<typeof UpdateDigest>
