import { openApplication } from '#server/application.ts'
import type { Config } from '#server/config.ts'
import type { AppContext } from '#server/context.ts'

export interface Command {
  /** The first line stands in the list of commands. */
  usage: string
  run(args: string[], config: Config): Promise<void>
}

/** Runs `work` on the data of a server that may or may not be running, and leaves it as it was. */
export async function withContext<T>(config: Config, work: (ctx: AppContext) => Promise<T>): Promise<T> {
  const application = await openApplication({ ...config, logLevel: 'warn' })
  try {
    return await work(application.ctx)
  } finally {
    await application.close()
  }
}

export function printJson(value: unknown): void {
  console.log(JSON.stringify(value, null, 2))
}
