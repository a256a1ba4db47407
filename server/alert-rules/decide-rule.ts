import type { AlertKind } from '#shared/api/alert-kinds.ts'
import type { AlertRule, RuleSettings } from '#shared/api/alert-rules.ts'
import type { AlertFacts, AlertSubject } from '#shared/api/alerts.ts'
import { formatUsd, parseUsd } from '#shared/money.ts'
import type { ProjectHistory } from './read-history.ts'

/** Something that a rule wants to be told. */
export interface Finding {
  /** What it is about: a project, or `all`. */
  about: string
  subject: AlertSubject
}

interface Seen {
  /** Epoch seconds. */
  now: number
  projects: readonly ProjectHistory[]
  /** Day on which the prices were checked, such as `2026-09-23`. */
  pricesCheckedOn: string
}

const USUAL_DAYS = 28
/** With less history nothing is usual yet. */
const FEWEST_DAYS = 7
/** Days of the last week with events, from which on a silence is one. */
const USUALLY = 4
const DAY_SECONDS = 86_400

/** What a rule finds now, at most once for each of its projects. */
export function decideRule(rule: AlertRule, { now, projects, pricesCheckedOn }: Seen): Finding[] {
  if (rule.kind === 'stale_prices') {
    const age = (now - Date.parse(pricesCheckedOn) / 1000) / DAY_SECONDS
    const facts = { name: 'Price catalogue', scope: '', since: `${pricesCheckedOn}T00:00:00Z` }
    return age >= rule.settings.days ? [{ about: 'all', subject: subjectOf(rule.kind, null, facts) }] : []
  }
  return projects
    .filter(({ id }) => rule.projectId === null || rule.projectId === id)
    .flatMap((project) => {
      const facts = factsOf(rule, project, now)
      const named = facts && { name: project.name, scope: '', ...facts }
      return named ? [{ about: project.id, subject: subjectOf(rule.kind, project, named) }] : []
    })
}

type ProjectRule = Exclude<AlertRule, { kind: 'stale_prices' }>

function factsOf(rule: ProjectRule, project: ProjectHistory, now: number): Partial<AlertFacts> | undefined {
  switch (rule.kind) {
    case 'daily_overrun':
      return findOverrun(rule.settings, project)
    case 'silence':
      return findSilence(rule.settings, project, now)
    case 'unpriced_share':
      return findUnpriced(rule.settings, project)
    default:
      return rule satisfies never
  }
}

/** Today so far against whole days: what is above it already only grows. */
function findOverrun(settings: RuleSettings['daily_overrun'], { days, today }: ProjectHistory) {
  const spent = days.find(({ day }) => day === today)
  const before = days.filter(({ day }) => day < today && day >= today - USUAL_DAYS)
  const length = before.length === 0 ? 0 : today - before[0]!.day
  if (spent === undefined || length < FEWEST_DAYS || spent.requests < settings.minimumRequests)
    return undefined
  // A day without events cost nothing; what one without prices did, nobody knows.
  const known = before.filter((day) => day.costPicoUsd > 0n || day.unpriced < day.requests)
  const costs = [...known.map(({ costPicoUsd }) => costPicoUsd), ...Array(length - before.length).fill(0n)]
  if (costs.length < FEWEST_DAYS) return undefined
  const usual = medianOf(costs)
  const isSpike = spent.costPicoUsd * 100n >= usual * BigInt(Math.round(settings.factor * 100))
  if (!isSpike || spent.costPicoUsd < parseUsd(settings.floorUsd)) return undefined
  const { costPicoUsd, requests, unpriced } = spent
  return { spentUsd: formatUsd(costPicoUsd), usualUsd: formatUsd(usual), requests, unpricedEvents: unpriced }
}

function medianOf(values: readonly bigint[]): bigint {
  const sorted = [...values].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0))
  const middle = Math.floor(sorted.length / 2)
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2n
}

/** Measured from its last event: what it used to do before that is what is usual. */
function findSilence(
  { hours }: RuleSettings['silence'],
  { days, lastEventUntil }: ProjectHistory,
  now: number,
) {
  const lastDay = days.at(-1)?.day
  if (lastEventUntil === null || lastDay === undefined || now - lastEventUntil < hours * 3_600)
    return undefined
  const usual = days.filter(({ day }) => day > lastDay - 7)
  if (usual.length < USUALLY) return undefined
  return { since: new Date(lastEventUntil * 1000).toISOString().replace('.000', '') }
}

function findUnpriced(settings: RuleSettings['unpriced_share'], { last24h }: ProjectHistory) {
  const { requests, unpriced } = last24h
  const share = requests === 0 ? 0 : unpriced / requests
  if (requests < settings.minimumRequests || share < settings.share) return undefined
  return { share, requests, unpricedEvents: unpriced }
}

function subjectOf(kind: AlertKind, project: ProjectHistory | null, facts: AlertFacts): AlertSubject {
  return {
    kind,
    project: project && { id: project.id, name: project.name },
    budget: null,
    groupKey: null,
    threshold: null,
    periodStart: null,
    periodEnd: null,
    facts,
  }
}
