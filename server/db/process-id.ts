import { readFileSync } from 'node:fs'

/** Whether a process with this number runs, be it ours or another user's. A dead one not yet collected does not count. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
  return processStat(pid)?.state !== 'Z'
}

/** Something that differs when the number is used again for another process; undefined where the system does not tell. */
export function startMark(pid: number): string | undefined {
  return processStat(pid)?.startedAt
}

/** The name of the program; undefined where the system does not tell. */
export function processName(pid: number): string | undefined {
  return processStat(pid)?.name
}

/** https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html: the name in brackets may hold spaces. */
function processStat(pid: number): { name: string; state: string; startedAt: string } | undefined {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8')
    const [, name, rest] = /^\d+ \((.*)\) (.*)$/s.exec(text)!
    const fields = rest!.split(' ')
    return { name: name!, state: fields[0]!, startedAt: fields[19]! }
  } catch {
    return undefined
  }
}
