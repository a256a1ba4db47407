import { z } from 'zod'

const retentionMonths = z.number().int().min(1).max(120)

const DisplayCurrency = z.strictObject({
  /** ISO 4217, such as EUR. */
  code: z.string().refine(isCurrency, 'expected a currency such as EUR'),
  /** What one USD is in it, as a decimal string. */
  rate: z
    .string()
    .regex(/^\d{1,6}(\.\d{1,8})?$/, 'expected a rate such as 0.92')
    .refine(isPositive, 'has to be above 0'),
  /** The day that the rate is of. */
  date: z.iso.date(),
})
export type DisplayCurrency = z.infer<typeof DisplayCurrency>

function isCurrency(code: string): boolean {
  return code !== 'USD' && Intl.supportedValuesOf('currency').includes(code)
}

function isPositive(rate: string): boolean {
  return Number(rate) > 0
}

export const RetentionPreviewQuery = z.strictObject({ months: z.coerce.number().pipe(retentionMonths) })

/** What a retention would drop, before it is chosen. */
export interface RetentionPreview {
  /** Events before it would go; their sums stay. RFC 3339 UTC. */
  dropsBefore: string
  events: number
}

/** What an admin chooses for the whole installation. Fields that are left out stay. */
export const UpdateSettings = z.strictObject({
  /** IANA name. Days of daily sums and budgets begin at its midnight. */
  timeZone: z.string().min(1).max(64).optional(),
  /** Months of events that are kept beside the current one, 1 to 120; null keeps all. Sums stay for ever. */
  retentionMonths: retentionMonths.nullable().optional(),
  /** In what screens show amounts; null is USD. What is stored and answered is always USD. */
  currency: DisplayCurrency.nullable().optional(),
})
export type UpdateSettings = z.infer<typeof UpdateSettings>

export interface Settings {
  timeZone: string
  /** A zone that was chosen and whose days are still being added up; then it becomes `timeZone`. */
  nextTimeZone: string | null
  /** How far the sums of `nextTimeZone` are built, 0 to 1. */
  nextTimeZoneProgress: number | null
  retentionMonths: number | null
  /** Single events before it are gone, and none are taken for it any more. RFC 3339 UTC. */
  eventsKeptFrom: string | null
  currency: DisplayCurrency | null
}
