import type { Finding, QualityEvidence } from '#shared/api/opportunities.ts'

/** A finding as text for a terminal: what to do, what it saves, how that was worked out and what it rests on. */
export function explainFinding(finding: Finding): string {
  const { type, scope, from, to, action, savings, confidence, formula, deadline, window } = finding
  const where = [scope.feature, scope.task, scope.environment].filter(Boolean).join(' / ')
  const move = to
    ? `${from.provider}/${from.model} -> ${to.provider}/${to.model}`
    : `${from.provider}/${from.model}`
  return [
    `${action}`,
    `${type}: ${where}, ${move}`,
    '',
    `Saves $${savings.expectedUsd} for 30 days ($${savings.lowUsd} to $${savings.highUsd}), $${savings.marginalUsd} after the ones before it.`,
    `Calculation: ${formula}`,
    `Events from ${window.from} to ${window.to}, such as ${finding.sampleEventIds.join(', ') || 'none'}`,
    ...(deadline ? [`The shutdown day of ${from.model} is ${deadline}.`] : []),
    '',
    `Confidence: ${confidence}`,
    ...list(finding.reasons),
    ...section('Scores', finding.evidence.quality.map(describeScores)),
    ...section(
      'Facts',
      finding.evidence.facts.map(({ name, value }) => `${name}: ${value}`),
    ),
    ...section('Checked', finding.guards),
    ...section('Risks', finding.risks),
    ...section('Next', nextSteps(finding)),
  ].join('\n')
}

const list = (lines: readonly string[]) => lines.map((line) => `  - ${line}`)

const section = (title: string, lines: readonly string[]) =>
  lines.length === 0 ? [] : ['', `${title}:`, ...list(lines)]

function describeScores({
  task,
  method,
  current,
  candidate,
  lowerBound,
  margin,
  pairs,
}: QualityEvidence): string {
  const arm = ({ model, scored, meanQuality }: typeof current) =>
    `${model.model} ${meanQuality?.toFixed(4) ?? 'unknown'} (${scored} scores)`
  const how = pairs === null ? method : `${method}, ${pairs} pairs`
  return `${task || 'no task'}: ${arm(current)} against ${arm(candidate)}; at worst ${lowerBound.toFixed(4)}, allowed -${margin} (${how})`
}

function nextSteps({ requiresValidation, samplesNeeded, to, effort }: Finding): string[] {
  const work = `Effort ${effort}.`
  if (!requiresValidation) return [work]
  if (!to) return ['Look at a few of the requests first.', work]
  const wanted = samplesNeeded === null ? 'some' : String(samplesNeeded)
  return [`Send ${wanted} more scored requests to ${to.model}, tagged experiment.`, work]
}
