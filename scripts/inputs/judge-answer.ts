import type { WireAnswer } from './exchange.ts'
import type { Expectation } from './input-case.ts'

/** What was seen of one judged request. */
export interface Observation {
  answer: WireAnswer | undefined
  milliseconds: number
  timedOut: boolean
  /** Rows that it added, in all projects. */
  stored: number
}

interface Item {
  index?: unknown
  code?: unknown
  pointer?: unknown
}

interface AnswerBody extends Item {
  accepted?: number
  duplicates?: number
  rejected?: Item[]
  /** Rejected items that the answer leaves out. */
  omitted?: number
  detail?: unknown
}

const MOST_MS = 5_000
const MOST_BYTES = 65_536
const STACK = /\n\s+at |\.[cm]?[jt]s:\d+:\d+|node_modules/

/** What holds for every answer, whatever the case. Returns what does not. */
export function judgeAlways({ answer, milliseconds, timedOut, stored }: Observation): string[] {
  const faults: string[] = []
  if (timedOut) faults.push('no answer and no end of the connection')
  if (milliseconds > MOST_MS) faults.push(`took ${Math.round(milliseconds)} ms`)
  if (!answer) return stored > 0 ? [...faults, `stored ${stored} without an answer`] : faults
  if (Buffer.byteLength(answer.body) > MOST_BYTES) faults.push(`an answer of ${answer.body.length} bytes`)
  if (STACK.test(answer.body)) faults.push('a stack trace')
  const body = parseBody(answer)
  // The parser of the protocol answers without one: there is no request yet that a body could belong to.
  if (!body && answer.body !== '') return [...faults, 'a body that is not JSON']
  if (body) faults.push(...judgeShape(answer.status, body))
  const accepted = body?.accepted ?? 0
  if (stored !== accepted) faults.push(`accepted ${accepted}, stored ${stored}`)
  return faults
}

function judgeShape(status: number, body: AnswerBody): string[] {
  if (status >= 400)
    return typeof body.code === 'string' && body.code !== '' && typeof body.detail === 'string'
      ? []
      : ['an error without code and detail']
  const items = body.rejected
  if (typeof body.accepted !== 'number' || typeof body.duplicates !== 'number' || !Array.isArray(items))
    return ['an answer without accepted, duplicates and rejected']
  const isWhole = ({ index, code, pointer }: Item) =>
    Number.isInteger(index) && typeof code === 'string' && code !== '' && typeof pointer === 'string'
  return items.every(isWhole) ? [] : ['a rejected item without index, code and pointer']
}

/** What one case expects. `pointersOf` gives our pointers for one of the case's. Returns what does not hold. */
export function judgeExpected(
  expect: Expectation,
  { answer, stored }: Observation,
  pointersOf: (pointer: string) => string[],
): string[] {
  const faults: string[] = []
  if (expect.storedMustBe !== undefined && stored !== expect.storedMustBe)
    faults.push(`stored ${stored}, must be ${expect.storedMustBe}`)
  if (!answer) return expect.closeOk ? faults : [...faults, 'the connection was closed without an answer']
  const { status } = answer
  if (!expect.status.includes(status)) faults.push(`status ${status}, expected ${expect.status.join(' or ')}`)
  const body = parseBody(answer)
  // A tolerated status of the other class says that the choice was the other one: only its own counts matter.
  const asExpected = expect.class === 'partial' || status < 400 === (expect.class === '2xx')
  if (!body || !asExpected) return faults
  const named = expect.class === 'partial' && status < 400 ? (body.rejected ?? []) : [body]
  return [...faults, ...judgeNamed(expect, named, pointersOf), ...judgeCounts(expect, body)]
}

function judgeNamed(
  { code, pointer }: Expectation,
  named: Item[],
  pointersOf: (pointer: string) => string[],
): string[] {
  const wanted = pointer === undefined ? undefined : pointersOf(pointer)
  // The answer may say more exactly where.
  const isAt = (at: unknown) =>
    !wanted || wanted.some((place) => at === place || (place !== '' && String(at).startsWith(`${place}/`)))
  const isRight = (item: Item) => (!code || item.code === code) && isAt(item.pointer ?? '')
  if ((!code && !wanted) || named.some(isRight)) return []
  const got = named.map((item) => `${item.code} at ${JSON.stringify(item.pointer)}`).slice(0, 3)
  return [`${got.join(', ') || 'nothing named'}, expected ${code || 'any code'} at ${wanted?.join(' or ')}`]
}

function judgeCounts({ accepted, rejected, duplicates }: Expectation, body: AnswerBody): string[] {
  const got = {
    accepted: body.accepted ?? 0,
    rejected: (body.rejected?.length ?? 0) + (body.omitted ?? 0),
    duplicates: body.duplicates ?? 0,
  }
  return Object.entries({ accepted, rejected, duplicates }).flatMap(([name, wanted]) => {
    const value = got[name as keyof typeof got]
    return wanted === undefined || wanted === value ? [] : [`${name} ${value}, expected ${wanted}`]
  })
}

function parseBody({ body }: WireAnswer): AnswerBody | undefined {
  try {
    const value: unknown = JSON.parse(body)
    return typeof value === 'object' && value !== null ? value : undefined
  } catch {
    return undefined
  }
}
