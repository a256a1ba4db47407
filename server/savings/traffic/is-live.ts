import type { Traffic } from './traffic.ts'

const WEEK_MS = 7 * 86_400_000

/** Whether requests have been seen for a week at least, and still come: nothing is advised on what began or ended. */
export function isLive(traffic: Traffic, places: Uint32Array, to: number): boolean {
  const first = traffic.at[places[0] ?? 0]
  const last = traffic.at[places.at(-1) ?? 0]
  return places.length > 0 && to - first! >= WEEK_MS && to - last! < WEEK_MS
}
