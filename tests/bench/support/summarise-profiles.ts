import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

interface Profile {
  nodes: ProfileNode[]
  samples: number[]
  timeDeltas: number[]
}

interface ProfileNode {
  id: number
  children?: number[]
  callFrame: { functionName: string; url: string; lineNumber: number }
}

interface Times {
  self: number
  /** With what it calls. */
  total: number
}

const SHOWN = 30
const IDLE = '(idle)'

/** Where the CPU time went over all profiles in the folder: functions by their own time, and with what they call. */
export function summariseProfiles(folder: string): string {
  const times = new Map<string, Times>()
  for (const name of readdirSync(folder).filter((file) => file.endsWith('.cpuprofile')))
    addProfile(JSON.parse(readFileSync(join(folder, name), 'utf8')), times)
  const idle = times.get(IDLE)?.self ?? 0
  for (const name of [IDLE, '(root)']) times.delete(name)
  const all = [...times.values()].reduce((sum, { self }) => sum + self, 0)
  const busy = Math.round((all * 100) / (all + idle))
  const list = (by: keyof Times) =>
    [...times]
      .sort(([, a], [, b]) => b[by] - a[by])
      .slice(0, SHOWN)
      .map(([name, time]) => `${((time[by] * 100) / all).toFixed(1).padStart(6)} %  ${name}`)
      .join('\n')
  return `CPU of the server (busy ${busy} % of its time), own time:\n${list('self')}\n\nWith what is called:\n${list('total')}`
}

function addProfile({ nodes, samples, timeDeltas }: Profile, times: Map<string, Times>): void {
  const selfOf = new Map<number, number>()
  for (const [i, id] of samples.entries()) selfOf.set(id, (selfOf.get(id) ?? 0) + timeDeltas[i]!)
  const byId = new Map(nodes.map((node) => [node.id, node]))
  const add = (name: string, key: keyof Times, time: number) => {
    const known = times.get(name) ?? { self: 0, total: 0 }
    times.set(name, { ...known, [key]: known[key] + time })
  }
  /** `callers` are on the stack: a function that calls itself counts once. */
  const visit = (node: ProfileNode, callers: ReadonlySet<string>): number => {
    const name = nameOf(node)
    const self = selfOf.get(node.id) ?? 0
    const below = new Set(callers).add(name)
    const called = (node.children ?? []).map((id) => visit(byId.get(id)!, below))
    const total = called.reduce((sum, time) => sum + time, self)
    add(name, 'self', self)
    if (!callers.has(name)) add(name, 'total', total)
    return total
  }
  visit(nodes[0]!, new Set())
}

function nameOf({ callFrame: { functionName, url, lineNumber } }: ProfileNode): string {
  return (functionName || '(anonymous)') + (url && ` ${url.split('/').at(-1)}:${lineNumber + 1}`)
}
