import type { Traffic } from '../traffic/traffic.ts'

/** Shorter sessions do not tell whether they grow. */
const LEAST_REQUESTS = 5
/** Of the steps of a session: some prompts are short in between, such as one for a title. */
const RISING = 0.8
/** Grown by less is a talk, and not a burden. */
const GROWN = 4
/** A prompt that is so much shorter than the one before: somebody summarises already. */
const SUMMARISED = 0.6

export interface Growth {
  /** With requests enough to tell. */
  sessions: number
  growing: number
  /** Prompts with which those that grow begin. */
  openings: Float64Array
  isGrowing(i: number): boolean
}

/** Which sessions send longer and longer prompts. One row of numbers a session, whatever it has of requests. */
export function findGrowth(traffic: Traffic, places: Uint32Array): Growth {
  const numbers = new Map<number, number>()
  const rows: { opening: number; last: number; requests: number; rises: number; isCut: boolean }[] = []
  for (const i of places) {
    const session = traffic.session[i]!
    if (session === 0) continue
    const prompt = traffic.promptTokens(i)
    const number = numbers.get(session)
    if (number === undefined) {
      numbers.set(
        session,
        rows.push({ opening: prompt, last: prompt, requests: 1, rises: 0, isCut: false }) - 1,
      )
      continue
    }
    const row = rows[number]!
    row.requests += 1
    if (prompt > row.last) row.rises += 1
    if (prompt < SUMMARISED * row.last) row.isCut = true
    row.last = prompt
  }
  const isGrowing = rows.map(
    ({ opening, last, requests, rises, isCut }) =>
      requests >= LEAST_REQUESTS &&
      !isCut &&
      rises >= RISING * (requests - 1) &&
      last >= GROWN * Math.max(1, opening),
  )
  const growing = rows.filter((_, n) => isGrowing[n])
  return {
    sessions: rows.filter(({ requests }) => requests >= LEAST_REQUESTS).length,
    growing: growing.length,
    openings: Float64Array.from(growing, ({ opening }) => opening),
    isGrowing: (i) => isGrowing[numbers.get(traffic.session[i]!) ?? -1] === true,
  }
}
