import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { BUNDLE } from './bundle-server.ts'

/** What a clone runs, from source; it takes two seconds to begin with. */
export const FROM_SOURCE = [fileURLToPath(new URL('../../bin/spendscope.mjs', import.meta.url))]

export interface Run {
  process: ChildProcess
  /** All that it has printed so far. */
  output(): string
  /** Resolves with the exit code. */
  exited: Promise<number | null>
  /** Resolves when the output matches. @throws when the program ends before. */
  printed(pattern: RegExp): Promise<RegExpExecArray>
}

/** Starts `spendscope` as a package brings it. `program` is what Node runs: its options, then a file. */
export function startProgram(
  args: string[],
  environment: Record<string, string>,
  program: readonly string[] = [BUNDLE],
): Run {
  const child = spawn(process.execPath, [...program, ...args], {
    env: { PATH: process.env.PATH ?? '', HOME: process.env.HOME ?? '', LOG_LEVEL: 'warn', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let text = ''
  child.stdout?.on('data', (chunk) => (text += chunk))
  child.stderr?.on('data', (chunk) => (text += chunk))
  const exited = once(child, 'close').then(([code]) => code as number | null)
  const printed = async (pattern: RegExp) => {
    for (;;) {
      const match = pattern.exec(text)
      if (match) return match
      const more = Promise.race([
        once(child.stdout!, 'data'),
        once(child.stderr!, 'data'),
        exited.then(() => 'over'),
      ])
      if ((await more) === 'over' && !pattern.test(text)) throw new Error(`the program ended with:\n${text}`)
    }
  }
  return { process: child, output: () => text, exited, printed }
}

/** Runs `spendscope` to its end. */
export async function runProgram(
  args: string[],
  environment: Record<string, string>,
  program?: readonly string[],
): Promise<{ code: number | null; output: string }> {
  const run = startProgram(args, environment, program)
  return { code: await run.exited, output: run.output() }
}
