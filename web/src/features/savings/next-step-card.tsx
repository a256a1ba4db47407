import { Link } from '@tanstack/react-router'
import { FlaskConical } from 'lucide-react'
import type { Opportunity } from '#shared/api/savings.ts'
import { api } from '../../api/client.ts'
import { buttonClass } from '../../components/button.tsx'
import { Card, CardHead } from '../../components/card.tsx'
import { CodeBlock } from '../../components/code-block.tsx'
import { CopyButton } from '../../components/copy-button.tsx'
import { writeSimulationView } from '../../lib/simulation-view.ts'

/** What a moved request says of itself, so that its saving is counted. */
const pilotFields = ({ id, from }: Opportunity) =>
  `"routedFrom": "${from.model}",\n"tags": { "opportunityId": "${id}" }`

function wordsOf({ state, samplesNeeded, requiresValidation, type }: Opportunity): string {
  if (type === 'measurement_warning')
    return 'See how the scores come about: until they can be trusted, no switch is judged by them.'
  if (type === 'realised_savings') return 'It is counted as long as requests say from which model they came.'
  switch (state) {
    case 'open':
    case 'in_review':
      if (samplesNeeded !== null && samplesNeeded > 0)
        return `Try it on a small share of the requests: ${samplesNeeded} more with a score are needed to judge it.`
      return requiresValidation
        ? 'Try it on a small share of the requests, with a score, before all of them move.'
        : 'Accept it, make the change, and let the ledger show what it saves.'
    case 'accepted':
    case 'piloting':
      return 'Move a share of the requests, and say so with each of them: then its saving is counted.'
    case 'realised':
      return 'It goes on being counted for twelve months.'
    case 'failed':
    case 'dismissed':
    case 'superseded':
    case 'expired':
      return 'Nothing has to be done.'
    default:
      return state satisfies never
  }
}

export function NextStepCard({ opportunity }: { opportunity: Opportunity }) {
  const { projectId, scope, from, to, state } = opportunity
  const isCounted =
    opportunity.decided !== null && (state === 'accepted' || state === 'piloting' || state === 'realised')
  const simulation = writeSimulationView({
    project: projectId,
    ...(scope.feature && { feature: scope.feature }),
    model: from.model,
    ...(to && { to: `${to.provider}/${to.model}` }),
  })
  const fields = pilotFields(opportunity)
  return (
    <Card aria-labelledby="next-step">
      <CardHead id="next-step" title="Next step" />
      <p className="px-4 pb-3 text-fg-2 text-xs">{wordsOf(opportunity)}</p>
      {to && (
        <div className="border-t">
          <div className="flex items-center justify-between px-4 pt-2.5">
            <h3 className="font-medium text-2xs text-fg-3">Send with each moved request</h3>
            <CopyButton text={fields} label="Copy" variant="ghost" />
          </div>
          <CodeBlock>{fields}</CodeBlock>
        </div>
      )}
      <div className="flex flex-wrap gap-2 border-t px-4 py-3">
        <Link to="/savings/simulate" search={simulation} className={buttonClass({ size: 'sm' })}>
          <FlaskConical aria-hidden="true" />
          Simulate
        </Link>
        {to && isCounted && (
          <>
            <a
              className={buttonClass({ size: 'sm' })}
              href={api.routingPolicyPath({ project: projectId, format: 'json' })}
            >
              Routing policy
            </a>
            <a
              className={buttonClass({ size: 'sm' })}
              href={api.routingPolicyPath({ project: projectId, format: 'litellm' })}
            >
              LiteLLM config
            </a>
          </>
        )}
      </div>
    </Card>
  )
}
