import { Check, TriangleAlert } from 'lucide-react'
import type { Finding } from '#shared/api/opportunities.ts'
import { Card, CardHead } from '../../components/card.tsx'

/** What was checked and holds, and what may still go wrong. */
export function GuardsCard({ finding: { guards, risks } }: { finding: Finding }) {
  return (
    <Card aria-labelledby="guards">
      <CardHead id="guards" title="Checked" sub="What would have kept it from being shown" />
      <ul className="flex flex-col gap-2 px-4 pb-4 text-xs">
        {guards.map((guard) => (
          <li key={guard} className="flex gap-2">
            <Check aria-hidden="true" className="mt-0.5 size-3.5 shrink-0 text-good" />
            <span className="min-w-0 [overflow-wrap:anywhere]">{guard}</span>
          </li>
        ))}
        {risks.map((risk) => (
          <li key={risk} className="flex gap-2 text-fg-2">
            <TriangleAlert aria-hidden="true" className="mt-0.5 size-3.5 shrink-0 text-warn" />
            <span className="min-w-0 [overflow-wrap:anywhere]">
              <span className="sr-only">Risk: </span>
              {risk}
            </span>
          </li>
        ))}
        {guards.length + risks.length === 0 && <li className="text-fg-3">Nothing had to be checked.</li>}
      </ul>
    </Card>
  )
}
