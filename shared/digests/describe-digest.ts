import type { DigestMessage, DigestRow } from '#shared/api/digests.ts'
import { amountText } from '../alerts/amount-text.ts'

interface DigestWords {
  title: string
  text: string
  facts: { label: string; value: string }[]
}

/** A digest in words. Plain text: whoever shows it has to escape it. */
export function describeDigest(digest: DigestMessage): DigestWords {
  const { name, isTest, from, to, costUsd, timeZone, projectName, requests } = digest
  const days = `${dayText(from)} – ${dayText(to)}`
  return {
    title: `${isTest ? 'Test: ' : ''}${name}: ${spentText(digest)}, ${days}`,
    text: [`${projectName ?? 'All projects'}, days of ${timeZone}.`, changeText(digest), gapText(digest)]
      .filter((sentence) => sentence !== '')
      .join(' '),
    facts: [
      { label: 'Spent', value: costUsd === null ? 'not known' : spentText(digest) },
      { label: 'Requests', value: countText(requests) },
      ...rowsFact('Models', digest.models),
      ...rowsFact('Features', digest.features),
      ...rowsFact('Teams', digest.teams),
      { label: 'Open alerts', value: alertsText(digest) },
      { label: 'Could be saved', value: savingsText(digest) },
    ],
  }
}

const isPartlyKnown = ({ coverage }: DigestMessage) =>
  coverage.unpriced + coverage.invalid + coverage.partial > 0

const spentText = (digest: DigestMessage) =>
  digest.costUsd === null
    ? 'an unknown amount'
    : `${isPartlyKnown(digest) ? 'at least ' : ''}${amountText(digest.costUsd)}`

function changeText({ costUsd, previousUsd, comparedFrom, comparedTo }: DigestMessage): string {
  const before = `the same weekdays before (${dayText(comparedFrom)} – ${dayText(comparedTo)})`
  if (costUsd === null || previousUsd === null) return ''
  const [cost, previous] = [Number(costUsd), Number(previousUsd)]
  if (previous === 0) return cost === 0 ? '' : `Nothing was spent on ${before}.`
  const change = cost - previous
  if (change === 0) return `As much as on ${before}.`
  const word = change > 0 ? 'more' : 'less'
  return `${amountText(String(Math.abs(change)))} ${word} (${percentText(cost, previous)}) than on ${before}.`
}

function gapText({ coverage, requests }: DigestMessage): string {
  const unknown = coverage.unpriced + coverage.invalid + coverage.partial
  return unknown === 0
    ? ''
    : `${countText(unknown)} of ${countText(requests)} requests have no full cost: it is at least that.`
}

function rowsFact(label: string, rows: readonly DigestRow[]) {
  const named = rows.filter(({ name }) => name !== 'none')
  if (named.length === 0) return []
  const value = named.map((row) => {
    const { name, costUsd, previousUsd } = row
    if (costUsd === null) return `${name} (no known cost)`
    const before = Number(previousUsd ?? 0)
    const change =
      previousUsd === null ? '' : before === 0 ? ' (new)' : ` (${percentText(Number(costUsd), before)})`
    return `${name} ${amountText(costUsd)}${change}`
  })
  return [{ label, value: value.join(', ') }]
}

function alertsText({ alerts: { open, titles } }: DigestMessage): string {
  if (open === 0) return 'none'
  const more = open - titles.length
  return `${countText(open)}: ${titles.join('; ')}${more > 0 ? ` and ${countText(more)} more` : ''}`
}

const savingsText = ({ savings: { open, monthlyUsd } }: DigestMessage) =>
  open === 0
    ? 'nothing is proposed'
    : `${amountText(monthlyUsd)} a month, ${countText(open)} ${open === 1 ? 'proposal' : 'proposals'}`

/** With a sign; the minus is U+2212. */
function percentText(now: number, before: number): string {
  const percent = ((now - before) / before) * 100
  const digits = Math.abs(percent) < 100 ? 1 : 0
  return `${percent < 0 ? '−' : '+'}${Math.abs(percent).toFixed(digits)} %`
}

const countText = (count: number) => new Intl.NumberFormat('en-US').format(count)

const dayText = (day: string) =>
  new Intl.DateTimeFormat('en-US', { month: 'short', day: 'numeric', timeZone: 'UTC' }).format(new Date(day))
