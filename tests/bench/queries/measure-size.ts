import { chmodSync, rmSync } from 'node:fs'
import { runProgram } from '#tests/support/run-program.ts'
import { makeTempFolder } from '#tests/support/temp-folder.ts'
import { type BenchDatabase, startDatabase } from '../support/start-database.ts'
import { type BenchServer, BUILT_PROGRAM, startServer } from '../support/start-server.ts'
import { type TableSize, tableSizes } from '../support/table-sizes.ts'
import { loadDuckdb } from './load-duckdb.ts'
import { loadEvents } from './load-events.ts'
import { measureQuestion, NoAnswerError, type Times } from './measure-question.ts'
import { QUESTIONS } from './questions.ts'

export interface SizeResult {
  events: number
  /** By name of the question; a text says why there are no times. */
  times: Map<string, Times | string>
  tables: TableSize[]
}

/** Asks all questions of an installation that holds that many events. Everything is taken down again. */
export async function measureSize(events: number, say: (text: string) => void): Promise<SizeResult> {
  const database = await startDatabase()
  const folder = makeTempFolder()
  chmodSync(folder, 0o777)
  try {
    const server = await startServer({ SPENDSCOPE_DATA: database.dataFolder })
    try {
      return await measure({ database, server, folder, events, say })
    } finally {
      await server.stop()
    }
  } finally {
    await database.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

interface Stage {
  database: BenchDatabase
  server: BenchServer
  folder: string
  events: number
  say: (text: string) => void
}

async function measure({ database, server, folder, events, say }: Stage): Promise<SizeResult> {
  const { sql } = database
  const now = new Date()
  const start = performance.now()
  const done = (what: string) =>
    say(`${events} events: ${what} after ${Math.round((performance.now() - start) / 1000)} s`)
  await loadEvents(server, sql, events, now)
  done('loaded')
  await rebuildRollups(database.dataFolder)
  await sql`vacuum analyze`
  await sql`checkpoint`
  done('rollups are built')
  const duckdb = await loadDuckdb(sql, folder)
  done('DuckDB has them')
  const times = new Map<string, Times | string>()
  for (const question of QUESTIONS)
    times.set(question.name, await measureQuestion(server, duckdb, question).catch(failureOf))
  done('all questions are answered')
  duckdb.closeSync()
  return { events, times, tables: await tableSizes(sql) }
}

/** As an operator would after changing events by hand. */
async function rebuildRollups(dataFolder: string): Promise<void> {
  const environment = { SPENDSCOPE_DATA: dataFolder }
  const { code, output } = await runProgram(['rollups', 'rebuild', '--json'], environment, [BUILT_PROGRAM])
  if (code !== 0) throw new Error(`the rollups could not be built:\n${output}`)
}

function failureOf(error: unknown): string {
  if (error instanceof NoAnswerError) return error.message
  throw error
}
