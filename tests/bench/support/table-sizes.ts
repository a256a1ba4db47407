import type { Sql } from 'postgres'

export interface TableSize {
  /** A partitioned table counts as one. */
  name: string
  rows: number
  /** With indexes and what is stored out of line. */
  bytes: number
}

/** The tables that grow with events: those with rows of usage, largest first. `rows` are as of the last analyze. */
export async function tableSizes(sql: Sql): Promise<TableSize[]> {
  const sizes = await sql<TableSize[]>`
    select coalesce(parent.relname, c.relname) as name, sum(greatest(c.reltuples, 0))::float8 as rows,
      sum(pg_total_relation_size(c.oid))::float8 as bytes
    from pg_class c
    left join pg_inherits i on i.inhrelid = c.oid
    left join pg_class parent on parent.oid = i.inhparent
    where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace
    group by 1 having sum(pg_total_relation_size(c.oid)) > 1e6 order by 3 desc`
  return [...sizes]
}
