import { readdirSync, readFileSync } from 'node:fs'

/** Linux counts in steps of 10 ms, whatever the kernel's own. */
const TICKS_A_SECOND = 100

interface Times {
  parent: number
  own: number
  /** Of children that have ended. */
  ended: number
}

/** CPU time that a process and all its children, gone or alive, have used; undefined where there is no `/proc`. */
export function cpuSeconds(pid: number): number | undefined {
  if (process.platform !== 'linux') return undefined
  const root = readTimes(pid)
  if (!root) return undefined
  const children = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((name) => readTimes(Number(name)))
    .filter((times) => times?.parent === pid)
  return [root, ...children].reduce((sum, times) => sum + (times?.own ?? 0) + (times?.ended ?? 0), 0)
}

/** Fields of /proc/PID/stat behind the name, which may hold spaces: see proc(5). */
function readTimes(pid: number): Times | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    const fields = stat
      .slice(stat.lastIndexOf(')') + 2)
      .split(' ')
      .map(Number)
    const [utime, stime, cutime, cstime] = fields.slice(11, 15) as [number, number, number, number]
    return {
      parent: fields[1]!,
      own: (utime + stime) / TICKS_A_SECOND,
      ended: (cutime + cstime) / TICKS_A_SECOND,
    }
  } catch {
    return undefined // it ended meanwhile
  }
}
