import { cpuSeconds } from './cpu-seconds.ts'

export interface Cpu {
  /** CPU seconds by name; undefined where the platform does not tell. */
  server: number | undefined
  postgres: number | undefined
  bench: number
}

/** Does the work and says what it cost the processes that took part. */
export async function measureCpu<T>(
  pids: { server: number; postgres: number },
  work: () => Promise<T>,
): Promise<{ result: T; cpu: Cpu }> {
  const before = { server: cpuSeconds(pids.server), postgres: cpuSeconds(pids.postgres) }
  const own = process.cpuUsage()
  const result = await work()
  const { user, system } = process.cpuUsage(own)
  const since = (name: keyof typeof before) => {
    const now = cpuSeconds(pids[name])
    return now === undefined || before[name] === undefined ? undefined : now - before[name]
  }
  return {
    result,
    cpu: { server: since('server'), postgres: since('postgres'), bench: (user + system) / 1e6 },
  }
}
