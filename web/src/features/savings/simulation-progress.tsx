import { Card } from '../../components/card.tsx'
import { integer } from '../../lib/format.ts'

/** How many of the requests are priced again. */
export function SimulationProgress({ progress }: { progress: { done: number; of: number } | null }) {
  const { done, of } = progress ?? { done: 0, of: 0 }
  return (
    <Card aria-label="Progress" className="px-4 py-6">
      <p role="status" className="flex items-center gap-3 text-fg-2 text-xs">
        <progress
          aria-label="Requests priced again"
          max={of || 1}
          value={done}
          className="h-1.5 w-48 overflow-hidden rounded-full bg-active [&::-moz-progress-bar]:bg-accent [&::-webkit-progress-bar]:bg-active [&::-webkit-progress-value]:bg-accent"
        />
        <span className="num">
          {integer(done)} of {integer(of)} requests
        </span>
      </p>
    </Card>
  )
}
