import type { Sql } from 'postgres'

/** Bytes of all tables whose name matches, with their indexes, partitions and what is stored out of line. */
export async function tableBytes(sql: Sql, like: string): Promise<number> {
  const [row] = await sql`
    select coalesce(sum(pg_total_relation_size(c.oid)), 0)::float8 as bytes from pg_class c
    where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace and c.relname like ${like}`
  return row!.bytes
}
