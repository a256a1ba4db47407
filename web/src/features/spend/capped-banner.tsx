import { Layers } from 'lucide-react'
import type { Project } from '#shared/api/projects.ts'
import { Banner } from '../../components/banner.tsx'

const SHOWN_FOR_MS = 7 * 86_400_000

/** Says that some spend is counted under `__other__`, and what to do about it. */
export function CappedBanner({ projects }: { projects: readonly Project[] }) {
  const capped = projects.filter(
    ({ seriesCappedAt }) => seriesCappedAt !== null && Date.now() - Date.parse(seriesCappedAt) < SHOWN_FOR_MS,
  )
  if (capped.length === 0) return null
  return (
    <Banner icon={Layers} tone="warn">
      <strong className="font-semibold">Too many label values:</strong>{' '}
      <span className="text-fg-2">
        new ones of {capped.map(({ name }) => `“${name}”`).join(', ')} are counted as __other__. Look for ids
        in features, tasks or declared tags; a tag that is not declared can have any value.
      </span>
    </Banner>
  )
}
