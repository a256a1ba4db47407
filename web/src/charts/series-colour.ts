export interface SeriesColour {
  /** A CSS colour: `var(--s3)`. */
  colour: string
  /** Tells apart two shown series of one colour: the later one is hatched. */
  hatched: boolean
}

interface Entity {
  /** null is "Other", '' is "not set": neither has a colour of its own. */
  key: string | null
  slot: number | null
}

export function seriesColours(entities: readonly Entity[]): SeriesColour[] {
  const taken = new Set<string>()
  return entities.map(({ key, slot }) => {
    const colour = key && slot ? `var(--s${slot})` : 'var(--s-other)'
    const hatched = taken.has(colour)
    taken.add(colour)
    return { colour, hatched }
  })
}
