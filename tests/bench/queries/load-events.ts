import type { Sql } from 'postgres'
import { cut } from '../support/cut.ts'
import { createEventMaker } from '../support/event-maker.ts'
import { postAll, type Target } from '../support/post-all.ts'
import { toBody } from '../support/to-body.ts'

const DAYS = 90
const DAY_MS = 86_400_000
const BATCH = 500
const MOST_TEMPLATES = 60_000

/**
 * Loads that many events of the 90 days before `now`. Some are posted, so that the product itself reads, prices and
 * labels them; their rows are then repeated under new ids and times, which is far quicker and knows no columns.
 */
export async function loadEvents(server: Target, sql: Sql, count: number, now: Date): Promise<void> {
  await postTemplates(server, Math.min(MOST_TEMPLATES, count))
  await sql`create unlogged table bench_templates as
    select row_number() over () - 1 as bench_n, * from usage_events`
  await sql`create unique index on bench_templates (bench_n)`
  await sql`analyze bench_templates`
  await sql`truncate usage_events`
  for (let day = 0; day < DAYS; day++) {
    const start = new Date(now.getTime() - (DAYS - day) * DAY_MS)
    const until = (share: number) => Math.round((count * share) / DAYS)
    await repeatTemplates(sql, { start, day, rows: until(day + 1) - until(day) })
  }
  await sql`drop table bench_templates`
}

async function postTemplates(server: Target, count: number): Promise<void> {
  const maker = createEventMaker('bench')
  const sets = maker.ofEachSet(new Date())
  const events = Array.from({ length: count }, () => maker.next(new Date()))
  await postAll(server, cut(sets, BATCH).map(toBody), 1) // the series, before there is a crowd
  await postAll(server, cut(events, BATCH).map(toBody), 4)
}

/** Ids are UUIDv7 like those of real events: they grow with time, and so do the rows in the table. */
const ID = `
  substr(ms, 1, 8) || '-' || substr(ms, 9, 4) || '-7' || substr(noise, 1, 3) || '-8' || substr(noise, 4, 3) || '-'
  || substr(noise, 7, 12)`

async function repeatTemplates(sql: Sql, { start, day, rows }: { start: Date; day: number; rows: number }) {
  const columns = await sql`
    select attname as name from pg_attribute
    where attrelid = 'usage_events'::regclass and attnum > 0 and not attisdropped and attgenerated = ''`
  const own: Record<string, string> = { id: ID, occurred_at: 'at', received_at: 'at' }
  const names = columns.map(({ name }) => name as string)
  await sql.unsafe(
    `insert into usage_events (${names.join(', ')})
    select ${names.map((name) => own[name] ?? `t.${name}`).join(', ')}
    from (
      select at, lpad(to_hex((extract(epoch from at) * 1000)::bigint), 12, '0') as ms,
        md5('${day} ' || n) as noise, (n * 7919 + ${day * 104_729}) % (select count(*) from bench_templates) as bench_n
      from generate_series(1, ${rows}::bigint) as n,
        lateral (select '${start.toISOString()}'::timestamptz + (n - random()) * interval '1 day' / ${rows} as at)
    ) as made join bench_templates t using (bench_n)
    order by at`,
  )
}
