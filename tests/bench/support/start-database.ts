import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Sql } from 'postgres'
import { openClient } from '#server/db/client.ts'
import { startEmbedded } from '#server/db/embedded.ts'
import { createLog } from '#server/log.ts'
import { makeTempFolder } from '#tests/support/temp-folder.ts'

export interface BenchDatabase {
  /** A server started with it as `SPENDSCOPE_DATA` uses this same Postgres. */
  dataFolder: string
  /** A session of the bench's own. */
  sql: Sql
  pid: number
  /** For `DATABASE_URL`. */
  urlOf(database: string): string
  stop(): Promise<void>
}

/** The embedded Postgres with the settings that users get, in a folder of its own that goes with it. */
export async function startDatabase(): Promise<BenchDatabase> {
  const dataFolder = makeTempFolder()
  const embedded = await startEmbedded(dataFolder, createLog('warn'))
  if (!('socketFolder' in embedded.address)) throw new Error('the embedded Postgres has no socket')
  const { socketFolder, port, user } = embedded.address
  const sql = openClient(embedded.address, { max: 1, idleTimeoutSeconds: 0 })
  return {
    dataFolder,
    sql,
    pid: Number.parseInt(readFileSync(join(embedded.folder, 'postgres', 'postmaster.pid'), 'utf8'), 10),
    urlOf: (database) => `postgres://${user}@${encodeURIComponent(socketFolder)}:${port}/${database}`,
    async stop() {
      await sql.end({ timeout: 5 })
      await embedded.stop()
      for (const folder of new Set([dataFolder, embedded.folder]))
        rmSync(folder, { recursive: true, force: true })
    },
  }
}
