import { countOpenAlerts, listAlerts } from '#server/alerts/list-alerts.ts'
import { spendBy } from '#server/analytics/spend-by.ts'
import { spendOverTime } from '#server/analytics/spend-over-time.ts'
import type { AppContext } from '#server/context.ts'
import { listOpportunities } from '#server/savings/lifecycle/list-opportunities.ts'
import { ListAlertsQuery } from '#shared/api/alerts.ts'
import type { Digest, DigestChart, DigestMessage, DigestRow } from '#shared/api/digests.ts'
import { ListOpportunitiesQuery } from '#shared/api/savings.ts'
import { type SpendBy, SpendByQuery, type SpendOverTime, SpendOverTimeQuery } from '#shared/api/spend.ts'

/** Local days, both included. */
interface DigestDays {
  from: string
  to: string
}

const TOP = 5
const CHART_SERIES = 5
const TITLES = 3

/** Puts together what a digest says of some days: the sums that the pages show, as they are now. */
export async function composeDigest(
  ctx: AppContext,
  digest: Digest,
  { from, to }: DigestDays,
  isTest = false,
): Promise<DigestMessage> {
  const { id, name, period, projectId, projectName, timeZone } = digest
  const project = projectId === null ? {} : { project: projectId }
  const visible = projectId === null ? undefined : [Number(projectId)]
  const asked = { range: `${from}..${to}`, timeZone, ...project }
  const by = (groupBy: string) => spendBy(ctx, SpendByQuery.parse({ ...asked, groupBy, limit: TOP }), visible)
  const [models, features, teams, overTime, open, newest, savings] = await Promise.all([
    by('model'),
    by('feature'),
    by('team'),
    spendOverTime(ctx, SpendOverTimeQuery.parse({ ...asked, limit: CHART_SERIES, bucket: 'day' }), visible),
    countOpenAlerts(ctx, visible),
    listAlerts(ctx, ListAlertsQuery.parse({ ...project, state: 'firing', limit: TITLES }), visible),
    listOpportunities(ctx, ListOpportunitiesQuery.parse({ ...project, limit: 1 }), visible),
  ])
  const { unpriced, invalid, partial } = models.coverage
  return {
    type: 'digest',
    digestId: id,
    name,
    isTest,
    period,
    projectName,
    timeZone,
    from,
    to,
    comparedFrom: localDay(models.previousRange!.from, timeZone),
    comparedTo: localDay(new Date(Date.parse(models.previousRange!.to) - 1).toISOString(), timeZone),
    costUsd: models.total.costUsd,
    previousUsd: models.previous!.costUsd,
    requests: models.total.requests,
    coverage: { unpriced, invalid, partial },
    models: toRows(models),
    features: toRows(features),
    teams: toRows(teams),
    alerts: { open: open.open, titles: newest.data.map(({ title }) => title) },
    savings: { open: savings.totals.claimed, monthlyUsd: savings.totals.claimedUsdMonthly },
    chart: toChart(overTime),
    path: `/?range=${from}..${to}${projectId === null ? '' : `&project=${projectId}`}`,
  }
}

const toRows = ({ rows }: SpendBy): DigestRow[] =>
  rows.map(({ key, name, costUsd, previous }) => ({
    name: key === '' ? 'none' : name,
    costUsd,
    previousUsd: previous?.costUsd ?? null,
  }))

function toChart({ buckets, series, timeZone }: SpendOverTime): DigestChart {
  return {
    days: buckets.map(({ start }) => localDay(start, timeZone)),
    series: series.map(({ key, name, slot, values }) => ({
      name: key === '' ? 'none' : name,
      slot,
      values: values.map(({ costUsd }) => (costUsd === null ? null : Number(costUsd))),
    })),
  }
}

/** `2026-11-22`, as the clocks of the zone have it. */
const localDay = (instant: string, timeZone: string) =>
  new Intl.DateTimeFormat('sv-SE', { timeZone }).format(new Date(instant))
