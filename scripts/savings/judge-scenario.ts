import { CONFIDENCES, type Finding } from '#shared/api/opportunities.ts'
import type { Expectation, Prohibition, Scenario } from './case-folder.ts'

/** A finding as cases compare it. */
export interface Reported {
  type: string
  feature: string
  task?: string
  environment?: string
  from: { provider: string; model: string }
  to: { provider: string; model: string } | null
  savingsUsdMonthly: string
  confidence: string
}

export function toReported({ type, scope, from, to, savings, confidence }: Finding): Reported {
  return { type, ...scope, from, to, savingsUsdMonthly: savings.standaloneUsd, confidence }
}

export interface Verdict {
  found: string[]
  missed: string[]
  foolish: string[]
}

/** Holds findings against what must be found and what would be foolish. */
export function judgeScenario({ expect, forbid }: Scenario, reported: readonly Reported[]): Verdict {
  const isFound = (expected: Expectation) => reported.some((each) => meets(each, expected))
  return {
    found: expect.filter(isFound).map(({ type }) => type),
    missed: expect.filter((each) => !each.optional && !isFound(each)).map(({ type }) => type),
    foolish: forbid.flatMap((entry) =>
      reported
        .filter((each) => violates(each, entry) && !expect.some((expected) => meets(each, expected)))
        .map((each) => `${each.type} of ${each.feature}: ${entry.reason}`),
    ),
  }
}

function meets(reported: Reported, expected: Expectation): boolean {
  const types = [expected.type, ...(expected.acceptTypes ?? [])]
  return (
    types.includes(reported.type) &&
    isWithin(reported, expected.scope) &&
    isModel(reported.from, expected.from) &&
    isModel(reported.to, expected.to ?? undefined) &&
    isAmount(reported, expected) &&
    level(expected.confidenceMin) <= level(reported.confidence) &&
    level(reported.confidence) <= level(expected.confidenceMax)
  )
}

const level = (confidence: string) => CONFIDENCES.indexOf(confidence as (typeof CONFIDENCES)[number])

const isWithin = (reported: Reported, scope: Record<string, string>) =>
  Object.entries(scope).every(([name, value]) => reported[name as 'feature'] === value)

const isModel = (a: Reported['to'], b: Reported['to'] | undefined) =>
  !b || (a?.provider === b.provider && a.model === b.model)

function isAmount(
  reported: Reported,
  { savingsUsdMonthly, alternatives = {}, tolerancePct = 0 }: Expectation,
): boolean {
  if (savingsUsdMonthly === undefined) return true
  return [savingsUsdMonthly, ...Object.values(alternatives)].some((amount) => {
    const difference = Math.abs(Number(reported.savingsUsdMonthly) - Number(amount))
    return difference <= (tolerancePct / 100) * Math.abs(Number(amount))
  })
}

function violates(reported: Reported, entry: Prohibition): boolean {
  return (
    (entry.type === '*' || entry.type === reported.type) &&
    isWithin(reported, entry.scope) &&
    (entry.confidence === undefined || entry.confidence === reported.confidence) &&
    isModel(reported.to, entry.to) &&
    (entry.toProviders === undefined || entry.toProviders.includes(reported.to?.provider ?? '')) &&
    (entry.fromModels === undefined || entry.fromModels.includes(reported.from.model))
  )
}
