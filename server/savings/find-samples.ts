import { sql } from 'drizzle-orm'
import type { AppContext } from '#server/context.ts'
import type { Finding } from '#shared/api/opportunities.ts'
import type { Found } from './search/to-finding.ts'

/** Looks up the ids of the sampled events of findings: while searching only their instants are kept. */
export async function findSamples(
  ctx: AppContext,
  projectId: number,
  found: readonly Found[],
): Promise<Finding[]> {
  const wanted = found.flatMap(({ sampleAt, finding }, n) =>
    sampleAt.map((at) => ({ n, at, feature: finding.scope.feature, model: servedBy(finding) })),
  )
  if (wanted.length === 0) return []
  const rows = await ctx.db.execute<{ n: number; id: string }>(sql`
    select distinct on (w.n, w.at) w.n, e.id
    from unnest(${toArray(wanted.map(({ n }) => n))}::int[], ${toArray(wanted.map(({ at }) => at))}::float8[],
      ${toTexts(wanted.map(({ feature }) => feature))}::text[], ${toTexts(wanted.map(({ model }) => model))}::text[])
      as w (n, at, feature, model)
    join usage_events e on e.project_id = ${projectId}
      and e.occurred_at between to_timestamp(w.at / 1000) - interval '2 microseconds'
        and to_timestamp(w.at / 1000) + interval '2 microseconds'
    join series s on s.id = e.series_id
      and coalesce(e.sent_labels ->> 'feature', s.feature) = w.feature
      and coalesce(e.sent_labels ->> 'model', s.model) = w.model
    order by w.n, w.at, e.id`)
  return found.map(({ finding }, n) => ({
    ...finding,
    sampleEventIds: rows.filter((row) => row.n === n).map(({ id }) => id),
  }))
}

const servedBy = ({ type, from, to }: Finding) => (type === 'realised_savings' ? to!.model : from.model)

const toArray = (values: number[]) => `{${values.join(',')}}`
const toTexts = (values: string[]) => `{${values.map((value) => JSON.stringify(value)).join(',')}}`
