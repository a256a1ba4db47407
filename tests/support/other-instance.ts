import { connectApplication } from '#server/application.ts'
import type { AppContext } from '#server/context.ts'
import { createLog } from '#server/log.ts'
import { afterFile } from './after-file.ts'
import type { TestApplication } from './test-application.ts'

/** Another instance on the database of a test application, by the same clock, until the test file is over. */
export async function connectOther({ ctx, address }: TestApplication): Promise<AppContext> {
  const { config, clock, databaseClock } = ctx
  const log = createLog('fatal')
  const application = await connectApplication({ config, address, log, clock, databaseClock })
  afterFile(application.close)
  return application.ctx
}
