import { rmSync } from 'node:fs'
import type { TestProject } from 'vitest/node'
import { type DatabaseAddress, openClient } from '#server/db/client.ts'
import { startEmbedded } from '#server/db/embedded.ts'
import { migrateDatabase } from '#server/db/migrate.ts'
import { createLog } from '#server/log.ts'
import { programPaths } from '#server/paths.ts'
import { atDatabase } from './database-address.ts'
import { makeTempFolder } from './temp-folder.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    postgres: DatabaseAddress
    template: string
  }
}

/**
 * One Postgres for a whole run: the embedded one, or TEST_DATABASE_URL. A migrated template is made once;
 * every test file clones it.
 */
export default async function startPostgres(project: TestProject): Promise<() => Promise<void>> {
  const url = process.env.TEST_DATABASE_URL
  const folder = makeTempFolder()
  const embedded = url ? undefined : await startEmbedded(folder, createLog('warn'))
  const postgres = embedded?.address ?? { url: url! }
  const template = `template_${process.pid}_${Date.now()}`
  const admin = openClient(postgres, { max: 1 })
  await admin.unsafe(`create database ${template}`)
  await migrateDatabase(atDatabase(postgres, template), programPaths().migrations)
  project.provide('postgres', postgres)
  project.provide('template', template)
  return async () => {
    await admin.unsafe(`drop database if exists ${template} with (force)`)
    await admin.end()
    await embedded?.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}
