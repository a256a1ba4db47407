import { startEmbedded } from '#server/db/embedded.ts'
import { migrateDatabase } from '#server/db/migrate.ts'
import { createLog } from '#server/log.ts'
import { programPaths } from '#server/paths.ts'
import type { Command } from '../command.ts'

export const migrateCommand: Command = {
  usage: 'spendscope migrate               bring the database up to this version (start does so too)',
  async run(_, config) {
    const embedded = config.databaseUrl
      ? undefined
      : await startEmbedded(config.dataFolder, createLog('warn'))
    try {
      const applied = await migrateDatabase(
        embedded?.address ?? { url: config.databaseUrl! },
        programPaths().migrations,
      )
      console.log(applied === 0 ? 'The database is up to date.' : `Migrations applied: ${applied}.`)
    } finally {
      await embedded?.stop()
    }
  },
}
