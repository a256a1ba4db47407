/** Of the height of the chart: names that are nearer overlap. */
const APART = 0.15
/** Where the amount is lower than that, the half of it says nothing of what is above. */
const LOW = 0.4
const STEPS = [1, 2, 2.5, 5, 10]

/** Nothing, half and all of the amount; where far more is expected, round amounts up to that, and the amount if it has room. */
export function amountTicks(limit: number, top: number): number[] {
  if (limit >= top * LOW) return [0, limit / 2, limit]
  const power = 10 ** Math.floor(Math.log10(top / 2))
  const step = power * STEPS.findLast((factor) => factor * power <= top / 2)!
  const round = [0, step, 2 * step].filter((amount) => amount <= top)
  const hasRoom = round.every((amount) => Math.abs(amount - limit) >= top * APART)
  return hasRoom ? [...round, limit].sort((a, b) => a - b) : round
}
