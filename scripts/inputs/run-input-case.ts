import { buildRequest, type WireRequest } from './build-request.ts'
import { exchange } from './exchange.ts'
import type { Expectation, InputCase } from './input-case.ts'
import { judgeAlways, judgeExpected, type Observation } from './judge-answer.ts'
import type { MacroScope } from './macros.ts'
import { expectationsOf, type Mapping, toPointers } from './mapping.ts'
import type { Target } from './target.ts'

export function openScope({ keys, otherProject }: Target, mapping: Mapping): MacroScope {
  const pathOtherProject = mapping.pathOtherProject.replace('{{otherProject}}', otherProject)
  return { keys, path: mapping.path, pathOtherProject, startedAt: Date.now(), randoms: new Map() }
}

/** Sends a case and judges what came of it. Returns what is wrong; nothing when the case passes. */
export async function runInputCase(
  target: Target,
  mapping: Mapping,
  scope: MacroScope,
  item: InputCase,
): Promise<string[]> {
  const forms = item.request.sequence ?? [item.request]
  const requests = forms.map((form) => buildRequest(form, mapping, scope, new URL(target.url).host))
  const judged = requests.pop()!
  for (const request of requests) await exchange(target.url, request)
  const before = await target.countEvents()
  const sent = await exchange(target.url, judged)
  const seen: Observation = { ...sent, stored: (await target.countEvents()) - before }
  const faults: string[][] = []
  for (const expect of expectationsOf(item, mapping)) {
    const found = judgeExpected(expect, seen, (pointer) => toPointers(pointer, mapping))
    faults.push([...found, ...(found.length === 0 ? await judgeStored(target, expect, judged) : [])])
  }
  const nearest = faults.find((found) => found.length === 0) ?? faults[0]!
  return [...judgeAlways(seen), ...nearest]
}

/** Reads back what is to be kept as it was sent, or without a price. */
async function judgeStored(target: Target, expect: Expectation, { json }: WireRequest): Promise<string[]> {
  if (!expect.storedVerbatim && !expect.unpriced) return []
  const { events } = json as { events: Record<string, unknown>[] }
  const faults: string[] = []
  for (const event of events) {
    const stored = await target.findEvent(String(event.id))
    if (!stored) return ['the event is not stored']
    const isPriced = stored.costStatus !== 'unpriced' || stored.costUsd !== null
    if (expect.unpriced && isPriced) faults.push(`stored as ${stored.costStatus} ${stored.costUsd}`)
    for (const field of ['provider', 'model', 'userId', 'tags'] as const) {
      const [kept, sent] = [stored[field], event[field]].map((value) => JSON.stringify(value ?? null))
      if (expect.storedVerbatim && stored[field] !== undefined && kept !== sent)
        faults.push(`stored ${field} ${kept}, sent ${sent}`)
    }
  }
  return faults
}
