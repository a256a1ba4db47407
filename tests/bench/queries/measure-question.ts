import type { DuckDBConnection } from '@duckdb/node-api'
import { request as send } from 'undici'
import type { Target } from '../support/post-all.ts'
import { checkSame } from './check-same.ts'
import type { Question, Request } from './questions.ts'

/** Milliseconds of each run. */
export interface Times {
  ours: number[]
  duckdb: number[]
}

/** The server did not answer a question: a finding about it, not the end of the run. */
export class NoAnswerError extends Error {}

const WARM_UPS = 2
const RUNS = 20
const ENOUGH_MS = 20_000

/**
 * Asks the server and DuckDB in turn. Requests of one question are sent together, as a page sends them.
 * @throws NoAnswerError, or an Error when the answer is not DuckDB's.
 */
export async function measureQuestion(
  server: Target,
  duckdb: DuckDBConnection,
  { requests }: Question,
): Promise<Times> {
  const answers = await Promise.all(requests.map((request) => ask(server, request)))
  const statements = requests.map((request, i) => request.toSql(answers[i] as never))
  for (const [i, statement] of statements.entries())
    checkSame(requests[i]!, answers[i], (await duckdb.runAndReadAll(statement)).getRowObjectsJS())

  const times: Times = { ours: [], duckdb: [] }
  const start = performance.now()
  for (let run = -WARM_UPS; run < RUNS && (run < 1 || performance.now() - start < ENOUGH_MS); run++) {
    const ours = await clock(() => Promise.all(requests.map((request) => ask(server, request))))
    const theirs = await clock(async () => {
      for (const statement of statements) await duckdb.runAndReadAll(statement)
    })
    if (run < 0) continue
    times.ours.push(ours)
    times.duckdb.push(theirs)
  }
  return times
}

async function ask({ url, key }: Target, { path }: Request): Promise<unknown> {
  const { statusCode, body } = await send(url + path, { headers: { authorization: `Bearer ${key}` } })
  const text = await body.text()
  if (statusCode !== 200) throw new NoAnswerError(`${statusCode} for ${path}: ${text.slice(0, 300)}`)
  return JSON.parse(text)
}

async function clock(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now()
  await work()
  return performance.now() - start
}
