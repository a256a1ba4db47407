import { COMMAND_LINE } from '#server/people/audit.ts'
/** Who the audit log says it was. */
export const ACTOR = COMMAND_LINE

export const ENTRY_OPTIONS = {
  project: { type: 'string' },
  from: { type: 'string' },
  until: { type: 'string' },
} as const

export const LIST_OPTIONS = { json: { type: 'boolean', default: false } } as const

interface Entry {
  id: string
  projectId: string | null
  effectiveFrom: string | null
  effectiveUntil: string | null
  retiredAt: string | null
}

/** One line of a list: id, what it says, where and when it counts. */
export function describeEntry(entry: Entry, what: string): string {
  const where = entry.projectId === null ? 'everywhere' : `project ${entry.projectId}`
  const when = `${entry.effectiveFrom ?? ''} .. ${entry.effectiveUntil ?? ''}`
  const state = entry.retiredAt ? `retired ${entry.retiredAt}` : `counts ${when.trim()}`
  return `${entry.id}\t${what}\t${where}\t${state}`
}
