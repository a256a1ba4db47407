import { runProgram, startProgram } from '#tests/support/run-program.ts'
import type { Target } from './post-all.ts'

export interface BenchServer extends Target {
  pid: number
  /** What it has printed, its log included. */
  output(): string
  stop(): Promise<void>
}

/** The bundle that `npm run build` makes, which is what a package and an image run. */
export const BUILT_PROGRAM = 'dist/spendscope.mjs'

/** As `npm start` and the image give them to node. */
const NODE_OPTIONS = ['--max-semi-space-size=64']

/** Starts the program as a process of its own, with a key for a project named `bench`. */
export async function startServer(
  environment: Record<string, string>,
  program: readonly string[] = [BUILT_PROGRAM],
): Promise<BenchServer> {
  const env = { HOST: '127.0.0.1', PORT: '0', ...environment }
  const run = startProgram(['start'], env, [...NODE_OPTIONS, ...program])
  const [, port] = await run.printed(/runs at http:\/\/localhost:(\d+)/)
  const words = ['keys', 'create', '--project', 'bench', '--scopes', 'ingest,read', '--json']
  const { code, output } = await runProgram(words, env, [BUILT_PROGRAM])
  if (code !== 0) throw new Error(`no key could be made:\n${output}`)
  return {
    url: `http://127.0.0.1:${port}`,
    key: JSON.parse(output).key,
    pid: run.process.pid!,
    output: run.output,
    async stop() {
      run.process.kill('SIGTERM')
      await run.exited
    },
  }
}
