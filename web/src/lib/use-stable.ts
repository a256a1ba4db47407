import { useCallback, useLayoutEffect, useRef } from 'react'

/** A function that stays the same and calls the newest `action`: what it is given to need not be drawn again. */
export function useStable<Args extends unknown[]>(action: (...args: Args) => void): (...args: Args) => void {
  const newest = useRef(action)
  useLayoutEffect(() => {
    newest.current = action
  })
  return useCallback((...args: Args) => newest.current(...args), [])
}
