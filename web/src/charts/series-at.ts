/** The series that an element of a chart belongs to, by the class that its shape has. */
export function seriesAt(target: EventTarget): number | null {
  const shape = target instanceof Element ? target.closest('g.series') : null
  const index = /(?:^|\s)series-(\d+)(?:\s|$)/.exec(shape?.getAttribute('class') ?? '')?.[1]
  return index === undefined ? null : Number(index)
}
