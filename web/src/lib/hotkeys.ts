import { useEffect, useRef } from 'react'

/** Key (`d`, `ArrowLeft`, `?`), key with ⌘ or Ctrl (`mod+k`), or G and a second key (`g o`). */
export type Hotkeys = Record<string, () => void>

const SEQUENCE_MS = 1000
/** What follows it is no shortcut of its own: G then M is not M. */
const PREFIX = 'g'
const TYPING = 'input, textarea, select, [contenteditable="true"]'
const OWN_KEYS = '[role="dialog"], [role="menu"], [role="listbox"], .recharts-wrapper'

function keyName(event: KeyboardEvent): string {
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key
  return event.metaKey || event.ctrlKey ? `mod+${key}` : key
}

function isOff(event: KeyboardEvent, name: string): boolean {
  if (event.defaultPrevented || event.altKey || event.isComposing) return true
  if (name.startsWith('mod+')) return false
  return event.target instanceof Element && event.target.closest(`${TYPING}, ${OWN_KEYS}`) !== null
}

/** Single-key shortcuts of a page; off while typing and inside what has keys of its own. */
export function useHotkeys(hotkeys: Hotkeys): void {
  const latest = useRef(hotkeys)
  useEffect(() => {
    latest.current = hotkeys
  })
  useEffect(() => {
    let first = { key: '', at: Number.NEGATIVE_INFINITY }
    const onKeyDown = (event: KeyboardEvent) => {
      const name = keyName(event)
      if (isOff(event, name)) return
      const isSecond = first.key === PREFIX && event.timeStamp - first.at < SEQUENCE_MS
      first = { key: name, at: event.timeStamp }
      const action = latest.current[isSecond ? `${PREFIX} ${name}` : name]
      if (!action) return
      event.preventDefault()
      action()
    }
    window.addEventListener('keydown', onKeyDown)
    return () => window.removeEventListener('keydown', onKeyDown)
  }, [])
}
