import { sql } from 'drizzle-orm'
import { expect, inject, onTestFinished, test } from 'vitest'
import { openDatabase } from '#server/db/client.ts'
import { unnestRows } from '#server/db/unnest-rows.ts'
import { createLog } from '#server/log.ts'
import { createMetrics } from '#server/metrics/create-metrics.ts'

/** With one session, so that it is the same that plans and is asked for its plans. */
function openOneSession() {
  const database = openDatabase({
    address: inject('postgres'),
    poolSize: 1,
    log: createLog('fatal'),
    metrics: createMetrics(),
  })
  onTestFinished(() => database.close())
  return database
}

const TYPES = { place: 'int', name: 'text', data: 'jsonb' }

test('rows come out as they went in, in their order', async () => {
  const { preparedOrm } = openOneSession()
  const rows = [
    { place: 1, name: 'a "quoted" \\ {name}, null', data: { deep: ['"'] } },
    { place: null, name: '', data: null },
    { place: 3, name: 'null', data: [] },
  ]
  expect([...(await preparedOrm.execute(sql`select * from ${unnestRows(TYPES, rows)} as r`))]).toEqual(rows)
  expect([...(await preparedOrm.execute(sql`select * from ${unnestRows(TYPES, [])} as r`))]).toEqual([])
})

test('a statement is planned once, however many rows it is given', async () => {
  const { orm, preparedOrm } = openOneSession()
  const store = (count: number) => {
    const rows = Array.from({ length: count }, (_, place) => ({ place, name: 'x', data: null }))
    return preparedOrm.execute(
      sql`select count(*) as planned from ${unnestRows(TYPES, rows)} as r, generate_series(1, 10000)`,
    )
  }
  for (const count of [1, 1, 2, 1, 1, 1, 2, 1, 40, 1]) await store(count)
  const [plans] = await orm.execute(sql`
    select custom_plans::int as custom, generic_plans::int as generic
    from pg_prepared_statements where statement like '%as planned%'`)
  expect(plans).toEqual({ custom: 5, generic: 5 })
})
