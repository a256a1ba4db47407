import { z } from 'zod'

const RULE_KINDS = ['daily_overrun', 'silence', 'unpriced_share', 'stale_prices'] as const
/** What is watched beside budgets. */
export type RuleKind = (typeof RULE_KINDS)[number]

/** Rules of an installation that are not removed. */
export const MOST_RULES = 500

const id = z.string().regex(/^\d{1,9}$/)
const usd = z.string().regex(/^\d{1,9}(\.\d{1,12})?$/, 'expected an amount in USD, such as "25.50"')
const requests = z.number().int().min(1).max(1e9)

/** What each kind of rule is told. */
export const RULE_SETTINGS = {
  /** A day is a spike from `factor` times the median of the 28 days before on; never below the other two. */
  daily_overrun: z.strictObject({
    factor: z.number().min(1.1).max(100).default(2),
    floorUsd: usd.default('10'),
    minimumRequests: requests.default(50),
  }),
  /** Hours without an event of a project that sent some on most days of its last week. */
  silence: z.strictObject({ hours: z.number().int().min(1).max(168).default(6) }),
  /** Of the events of the last 24 hours, 0 to 1. */
  unpriced_share: z.strictObject({
    share: z.number().min(0.001).max(1).default(0.05),
    minimumRequests: requests.default(20),
  }),
  /** Days since the prices of the catalogue were checked. */
  stale_prices: z.strictObject({ days: z.number().int().min(1).max(365).default(45) }),
} satisfies Record<RuleKind, z.ZodType>

export type RuleSettings = { [K in RuleKind]: z.output<(typeof RULE_SETTINGS)[K]> }

const channelIds = z.array(id).min(1).max(50).nullable()
const common = {
  /** null: every project, each by itself. */
  projectId: id.nullable().default(null),
  /** null: every default channel. */
  channelIds: channelIds.default(null),
}

export const CreateAlertRule = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('daily_overrun'), settings: RULE_SETTINGS.daily_overrun, ...common }),
  z.strictObject({ kind: z.literal('silence'), settings: RULE_SETTINGS.silence, ...common }),
  z.strictObject({ kind: z.literal('unpriced_share'), settings: RULE_SETTINGS.unpriced_share, ...common }),
  z.strictObject({
    kind: z.literal('stale_prices'),
    settings: RULE_SETTINGS.stale_prices,
    ...common,
    // Prices are the same for every project.
    projectId: z.null().default(null),
  }),
])
export type CreateAlertRule = z.output<typeof CreateAlertRule>

export const UpdateAlertRule = z
  .strictObject({
    /** Those of the kind of the rule, whole. */
    settings: z.record(z.string(), z.unknown()),
    channelIds,
    paused: z.boolean(),
  })
  .partial()
  .refine((changes) => Object.keys(changes).length > 0, 'names nothing to change')
export type UpdateAlertRule = z.output<typeof UpdateAlertRule>

interface RuleOf<K extends RuleKind> {
  id: string
  kind: K
  settings: RuleSettings[K]
  projectId: string | null
  projectName: string | null
  channelIds: string[] | null
  paused: boolean
  createdBy: string
  createdAt: string
}

export type AlertRule = { [K in RuleKind]: RuleOf<K> }[RuleKind]
