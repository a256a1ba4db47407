import { z } from 'zod'
import { isCleanText } from './clean-text.ts'

const text = (max: number) => z.string().trim().max(max).refine(isCleanText, 'has control characters')
const provider = text(64)
  .min(1)
  .transform((name) => name.toLowerCase())
const providers = z.array(provider).max(50)
/** How much worse a cheaper model may be, as a difference of mean scores from 0 to 1. */
const qualityMargin = z.number().min(0.001).max(0.5)

/** What the owner of a feature demands of every model that may serve it. */
const FeatureConstraint = z.strictObject({
  feature: text(256),
  /** No opportunity is looked for. */
  excluded: z.boolean().default(false),
  /** Where its data have to stay, such as `eu`; null: anywhere. */
  residency: text(64).min(1).nullable().default(null),
  /** Empty: those of the project. */
  allowedProviders: providers.default([]),
  /** null: the project's. */
  qualityMargin: qualityMargin.nullable().default(null),
})
export type FeatureConstraint = z.output<typeof FeatureConstraint>

/** What counts as a saving in a project. */
export const SavingsSettings = z.strictObject({
  /** null: 0.02 for classification, 0.05 for generation, 0.03 for all else. */
  qualityMargin: qualityMargin.nullable().default(null),
  /** USD a month; less is not worth a card. */
  minSavingUsd: z
    .string()
    .regex(/^\d{1,7}(\.\d{1,6})?$/, 'expected a decimal in USD such as 1.50')
    .default('1'),
  /** Empty: the providers that the project uses already. */
  allowedProviders: providers.default([]),
  features: z
    .array(FeatureConstraint)
    .max(500)
    .refine(
      (features) => new Set(features.map(({ feature }) => feature)).size === features.length,
      'names a feature twice',
    )
    .default([]),
})
export type SavingsSettings = z.output<typeof SavingsSettings>

/** The settings of a project, and what its search for savings is doing. */
export interface ProjectSavings {
  projectId: string
  projectName: string
  settings: SavingsSettings
  /** When its events were last searched, RFC 3339 UTC; null: never yet. */
  refreshedAt: string | null
  /** A search is going on or waits for its turn. */
  isRefreshing: boolean
  /** Why the last search broke off; null: it did not. */
  error: string | null
}
