import { explainFinding } from '#server/savings/explain-finding.ts'
import type { Opportunity } from '#shared/api/savings.ts'

/** All that an opportunity rests on and what became of it, as text for a terminal. */
export function describeOpportunity(opportunity: Opportunity): string {
  const { id, title, state, reason, finding, decided, ledger } = opportunity
  const months = ledger.map(
    ({ month, realisedUsd, requests, closed }) =>
      `  - ${month}: $${realisedUsd}, ${requests} requests${closed ? '' : ', still running'}`,
  )
  return [
    `${id}  ${title}`,
    `State: ${state}${reason === null ? '' : `. ${reason}`}`,
    '',
    explainFinding(decided ?? finding),
    ...(months.length === 0 ? [] : ['', 'Really saved:', ...months]),
  ].join('\n')
}
