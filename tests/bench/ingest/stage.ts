import { type BenchDatabase, startDatabase } from '../support/start-database.ts'
import { type BenchServer, BUILT_PROGRAM, startServer } from '../support/start-server.ts'

/** What the bench plays on. Everything of it is gone after `stop`. */
export interface Stage {
  database: BenchDatabase
  server: BenchServer
  /** The same server with its database stubbed. */
  noop: BenchServer
  stop(): Promise<void>
}

const NOOP_PROGRAM = '.tsbuild/bench-noop-server.mjs'

/** `nodeOptions` are for the server that is measured, such as `--cpu-prof`. */
export async function setStage(nodeOptions: readonly string[]): Promise<Stage> {
  const database = await startDatabase()
  const started: { stop(): Promise<void> }[] = [database]
  const stop = async () => {
    for (const part of started.reverse()) await part.stop()
  }
  try {
    const environment = { SPENDSCOPE_DATA: database.dataFolder }
    const server = await startServer(environment, [...nodeOptions, BUILT_PROGRAM])
    started.push(server)
    await database.sql`create database noop`
    const noop = await startServer({ ...environment, DATABASE_URL: database.urlOf('noop') }, [NOOP_PROGRAM])
    started.push(noop)
    return { database, server, noop, stop }
  } catch (error) {
    await stop()
    throw error
  }
}
