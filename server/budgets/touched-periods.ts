/** The periods of budgets that this instance has just counted events of, until somebody looks at them. */
export interface TouchedPeriods {
  add(ids: readonly number[]): void
  take(): number[]
  /** Settles when there are some, or when aborted. */
  wait(signal: AbortSignal): Promise<void>
}

export function createTouchedPeriods(): TouchedPeriods {
  const touched = new Set<number>()
  let wake = () => {}
  return {
    add(ids) {
      for (const id of ids) touched.add(id)
      if (ids.length > 0) wake()
    },
    take() {
      const ids = [...touched]
      touched.clear()
      return ids
    },
    wait: (signal) =>
      new Promise((done) => {
        const end = () => {
          signal.removeEventListener('abort', end)
          done()
        }
        wake = end
        signal.addEventListener('abort', end)
        if (touched.size > 0 || signal.aborted) end()
      }),
  }
}
