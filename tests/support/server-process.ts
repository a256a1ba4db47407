import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { BUNDLE } from './bundle-server.ts'
import { findFreePort } from './find-free-port.ts'

interface Exit {
  code: number | null
  signal: NodeJS.Signals | null
  /** From the signal to the end. */
  milliseconds: number
}

/** A server in a process of its own that is started again whenever it ends, as a supervisor does. */
export interface ServerProcess {
  url: string
  /** How each of its processes ended, killed or not. */
  exits: Exit[]
  /** All log lines so far. */
  log(): Record<string, unknown>[]
  /** Sends a signal; resolves when the next process answers. */
  kill(signal: NodeJS.Signals): Promise<void>
  /** Resident memory in bytes. */
  memory(): number
  /** The value of a metric without labels. */
  metric(name: string): Promise<number>
  stop(): Promise<void>
}

const START_MS = 30_000

export async function startServerProcess(environment: Record<string, string>): Promise<ServerProcess> {
  const port = await findFreePort()
  const url = `http://127.0.0.1:${port}`
  const exits: Exit[] = []
  let output = ''
  let child: ChildProcess
  let isOver = false
  let signalledAt = 0

  function launch() {
    child = spawn(process.execPath, [BUNDLE, 'start'], {
      env: { PATH: process.env.PATH ?? '', PORT: String(port), LOG_LEVEL: 'info', ...environment },
      stdio: ['ignore', 'ignore', 'pipe'],
    })
    child.stderr!.on('data', (chunk) => (output += chunk))
    child.once('exit', (code, signal) => {
      exits.push({ code, signal, milliseconds: performance.now() - signalledAt })
      if (!isOver) launch()
    })
  }

  async function waitUntilItAnswers() {
    for (const start = performance.now(); ; await sleep(20)) {
      if (await answers(`${url}/livez`)) return
      if (performance.now() - start > START_MS) throw new Error(`the server does not start:\n${output}`)
    }
  }

  async function end(signal: NodeJS.Signals) {
    const ended = once(child, 'exit')
    signalledAt = performance.now()
    child.kill(signal)
    await ended
  }

  launch()
  await waitUntilItAnswers()
  return {
    url,
    exits,
    log: () => output.split('\n').flatMap(parseLine),
    async kill(signal) {
      await end(signal)
      await waitUntilItAnswers()
    },
    memory: () => residentMemory(child.pid!),
    async metric(name) {
      const text = await (await fetch(`${url}/metrics`)).text()
      return Number(new RegExp(`^${name} (.+)$`, 'm').exec(text)?.[1])
    },
    async stop() {
      isOver = true
      await end('SIGTERM')
    },
  }
}

async function answers(url: string): Promise<boolean> {
  try {
    return (await fetch(url)).ok
  } catch {
    return false
  }
}

function parseLine(line: string): Record<string, unknown>[] {
  if (line === '') return []
  try {
    return [JSON.parse(line)]
  } catch {
    return [{ level: 60, text: line }] // whatever is not a log line is the cry of a dying process
  }
}

/** https://man7.org/linux/man-pages/man5/proc_pid_status.5.html */
function residentMemory(pid: number): number {
  const kilobytes = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
  return Number(kilobytes) * 1024
}
