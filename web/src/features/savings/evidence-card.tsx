import { clsx } from 'clsx'
import type { Finding } from '#shared/api/opportunities.ts'
import { Card, CardHead } from '../../components/card.tsx'
import { EvidenceTable } from './evidence-table.tsx'
import { HistogramChart } from './histogram-chart.tsx'

type Quality = Finding['evidence']['quality'][number]

const METHODS: Record<Quality['method'], string> = {
  newcombe: 'independent requests, 0/1 scores (Newcombe)',
  welch: 'independent requests (Welch)',
  paired: 'the same prompts under both',
}

/** `At most 0.014 worse with 97.5% certainty, 0.020 is allowed` */
function boundWords({ lowerBound, margin }: Quality): string {
  const size = Math.abs(lowerBound).toFixed(3)
  const bound = lowerBound < 0 ? `At most ${size} worse` : `At least ${size} better`
  return `${bound} with 97.5% certainty, ${margin.toFixed(3)} worse is allowed`
}

/** What was measured: scores under both models with the bound that decides, and what else speaks for it. */
export function EvidenceCard({ finding }: { finding: Finding }) {
  const { quality, facts, histogram } = finding.evidence
  return (
    <Card aria-labelledby="evidence">
      <CardHead
        id="evidence"
        title="Evidence"
        sub={
          quality.length > 0
            ? 'Scores that your apps sent, under both models'
            : 'No scores of both models: what is below speaks for it, and does not prove quality'
        }
      />
      {quality.map((each) => (
        <div key={each.task} className="border-t">
          <EvidenceTable quality={each} />
          <p className={clsx('px-4 pb-3 text-xs', each.holds ? 'text-good' : 'text-warn')}>
            {boundWords(each)}: {each.holds ? 'it holds' : 'not proved'}
            {each.samplesNeeded > 0 && `, ${each.samplesNeeded} more scored requests needed`}.{' '}
            <span className="text-fg-3">{METHODS[each.method]}</span>
          </p>
        </div>
      ))}
      {facts.length > 0 && (
        <dl className="grid grid-cols-2 gap-x-4 gap-y-2.5 border-t px-4 py-3 sm:grid-cols-3">
          {facts.map(({ name, value }) => (
            <div key={name}>
              <dt className="text-2xs text-fg-3">{name}</dt>
              <dd className="num">{value}</dd>
            </div>
          ))}
        </dl>
      )}
      {histogram && <HistogramChart histogram={histogram} />}
      <ul className="flex list-disc flex-col gap-1 border-t py-3 pr-4 pl-8 text-fg-2 text-xs">
        {finding.reasons.map((reason) => (
          <li key={reason}>{reason}</li>
        ))}
      </ul>
    </Card>
  )
}
