import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api'
import type { Sql } from 'postgres'

/** As many as the bench has cores for Postgres, on the machine that the figures of the docs are from. */
const THREADS = '2'

/**
 * Gives DuckDB the same events, in a file of its own in that folder: one flat table, as it likes them best.
 * Postgres writes the file in between itself, for which its user must be able to write into the folder.
 */
export async function loadDuckdb(sql: Sql, folder: string): Promise<DuckDBConnection> {
  const file = join(folder, 'events.csv')
  await sql.unsafe(`copy (
    select floor(extract(epoch from e.occurred_at))::bigint as second, e.id, s.provider, s.model, s.environment,
      s.team, s.feature, e.user_id as "user", e.failed, e.latency_ms, e.cost_status, e.cost_pico_usd, e.input_tokens,
      e.cache_read_tokens, e.cache_write_tokens, e.output_tokens
    from usage_events e join series s on s.id = e.series_id
  ) to '${file}' (format csv, header)`)
  const instance = await DuckDBInstance.create(join(folder, 'events.duckdb'), { threads: THREADS })
  const connection = await instance.connect()
  await connection.run(`create table events as from read_csv('${file}')`)
  await connection.run('checkpoint')
  rmSync(file)
  return connection
}
