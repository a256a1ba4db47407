/**
 * Works on several items at once and gives the results in the order of the items, so that whoever reads one knows
 * that all before it are done. When `items` fails, the results of those that came before are given first.
 */
export async function* inOrder<Item, Result>(
  items: AsyncIterable<Item>,
  work: (item: Item) => Promise<Result>,
  most: number,
): AsyncGenerator<Result> {
  const running: Promise<Result>[] = []
  const source = items[Symbol.asyncIterator]()
  let failure: { error: unknown } | undefined
  try {
    while (!failure) {
      const next = await source.next().catch((error: unknown) => {
        failure = { error }
      })
      if (!next || next.done) break
      const result = work(next.value)
      result.catch(() => {}) // it is thrown in its turn
      running.push(result)
      if (running.length === most) yield await running.shift()!
    }
    while (running.length > 0) yield await running.shift()!
    if (failure) throw failure.error
  } finally {
    await Promise.allSettled(running)
    await source.return?.()
  }
}
