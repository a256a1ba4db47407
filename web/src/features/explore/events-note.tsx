import { Info } from 'lucide-react'
import type { Exploration } from '#shared/api/explore.ts'
import { Banner } from '../../components/banner.tsx'
import { labelTitle } from '../../lib/labels.ts'
import { DeclareLink } from './declare-link.tsx'

/** Says why an answer took its time, and what would make it instant. */
export function EventsNote({ explored }: { explored: Exploration }) {
  if (explored.readFrom !== 'events') return null
  return (
    <Banner icon={Info} tone="plain" action={explored.undeclaredTags.length > 0 && <DeclareLink />}>
      <strong className="font-semibold">Read from single events.</strong>{' '}
      <span className="text-fg-2">{reasonOf(explored)}</span>
    </Banner>
  )
}

function reasonOf({ undeclaredTags, groupBy, subgroupBy, bucket }: Exploration): string {
  if (undeclaredTags.length > 0) {
    const names = undeclaredTags.map((key) => `“${key}”`).join(' and ')
    const [was, it] = undeclaredTags.length === 1 ? ['is', 'it'] : ['are', 'them']
    return `The tag ${names} ${was} not declared for all of this time. An admin can declare ${it} in Settings: from then on this is instant.`
  }
  const labels = [groupBy, ...(subgroupBy ? [subgroupBy] : [])].map(labelTitle).join(' and ')
  if (bucket === 'hour') return `No sum knows this by the hour. By day, ${labels} may be instant.`
  return 'No sum knows users together with this. Without users, or without the other labels, it is instant.'
}
