/** Of a tick, in pixels. */
const CHARACTER_WIDTH = 6.5
const GAP = 36

/** How many buckets share one tick, so that no text comes nearer to the next than the gap. */
export function bucketsPerTick(buckets: number, width: number, characters: number): number {
  const room = characters * CHARACTER_WIDTH + GAP
  return Math.max(1, Math.ceil((buckets * room) / Math.max(width, room)))
}
