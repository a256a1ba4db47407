import type { RepriceFilter, RepriceRun } from '#shared/api/prices.ts'
import type { Project } from '#shared/api/projects.ts'
import { fullDay } from '../../lib/dates.ts'

export const STATE_WORDS: Record<RepriceRun['state'], { name: string; tone: 'plain' | 'warn' | 'good' }> = {
  previewing: { name: 'Working out', tone: 'plain' },
  previewed: { name: 'Waits for approval', tone: 'warn' },
  approved: { name: 'Changing events', tone: 'plain' },
  done: { name: 'Done', tone: 'good' },
  undoing: { name: 'Taking it back', tone: 'plain' },
  undone: { name: 'Undone', tone: 'plain' },
}

/** `openai/gpt-4o in support-bot, Oct 1 – Oct 31, 2026`. */
export function filterText(filter: RepriceFilter, projects: readonly Project[]): string {
  const { projectId, provider, model, from, to, only } = filter
  const project = projects.find(({ id }) => id === projectId)?.name ?? `project ${projectId}`
  const models = [provider, model].filter((part) => part !== null).join('/') || 'All models'
  const parts = [projectId === null ? models : `${models} in ${project}`, periodText(from, to)]
  if (only === 'unpriced') parts.push('without a cost only')
  return parts.join(', ')
}

function periodText(from: string | null, to: string | null): string {
  const last = to && new Date(Date.parse(to) - 1).toISOString()
  const [start, end] = [from, last].map((at) => at && fullDay(at, 'UTC'))
  if (start && end) return `${start} – ${end}`
  if (start) return `since ${start}`
  return end ? `until ${end}` : 'all time'
}

/** What the total moves by, as a number for display. */
export const differenceOf = ({ beforeUsd, afterUsd }: { beforeUsd: string; afterUsd: string }) =>
  Number(afterUsd) - Number(beforeUsd)
