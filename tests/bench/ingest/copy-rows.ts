import { once } from 'node:events'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { Sql } from 'postgres'
import { cut } from '../support/cut.ts'

/** A table like `usage_events`: same columns, checks, indexes and partitions; empty. */
export async function makeCopyTarget(sql: Sql): Promise<void> {
  const [table] = await sql`select pg_get_partkeydef('usage_events'::regclass) as key`
  const partitions = await sql`
    select pg_get_expr(relpartbound, oid) as bound from pg_class
    where oid in (select inhrelid from pg_inherits where inhparent = 'usage_events'::regclass)`
  const by = table?.key ? `partition by ${table.key}` : ''
  await sql.unsafe(`create table bench_copy (like usage_events including all) ${by}`)
  for (const [n, { bound }] of partitions.entries())
    await sql.unsafe(`create table bench_copy_${n} partition of bench_copy ${bound}`)
}

/** The stored rows between two ids, in COPY's own text form, one buffer a row. */
export async function dumpRows(sql: Sql, firstId: string, lastId: string): Promise<Buffer[]> {
  const columns = await storedColumns(sql)
  const query = `select ${columns} from usage_events where id between '${firstId}' and '${lastId}'`
  const dump = await sql.unsafe(`copy (${query}) to stdout`).readable()
  const rows: Buffer[] = []
  dump.on('data', (row: Buffer) => rows.push(Buffer.from(row)))
  await once(dump, 'end')
  return rows
}

/** Empties the target and copies the rows into it, with a commit every `rowsACommit`. Returns seconds. */
export async function copyRows(sql: Sql, rows: Buffer[], rowsACommit: number): Promise<number> {
  const columns = await storedColumns(sql)
  await sql`truncate bench_copy`
  const chunks = cut(rows, rowsACommit).map((ofCommit) =>
    cut(ofCommit, 100).map((some) => Buffer.concat(some)),
  )
  const start = performance.now()
  for (const ofCommit of chunks) {
    const target = await sql.unsafe(`copy bench_copy (${columns}) from stdin`).writable()
    await pipeline(Readable.from(ofCommit), target)
  }
  return (performance.now() - start) / 1000
}

async function storedColumns(sql: Sql): Promise<string> {
  const rows = await sql`
    select attname as name from pg_attribute
    where attrelid = 'usage_events'::regclass and attnum > 0 and not attisdropped and attgenerated = ''`
  return rows.map((row) => row.name).join(', ')
}
