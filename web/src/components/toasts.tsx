import type { CSSProperties } from 'react'
import { flushSync } from 'react-dom'
import { createRoot } from 'react-dom/client'
import { Toaster, toast } from 'sonner'

const CONTAINER_ID = 'toasts'

const TOKENS = {
  '--normal-bg': 'var(--raised)',
  '--normal-text': 'var(--fg)',
  '--normal-border': 'var(--line-strong)',
  '--border-radius': 'var(--radius-lg)',
} as CSSProperties

export function showToast(kind: 'success' | 'error', message: string): void {
  if (!document.getElementById(CONTAINER_ID)) mountToaster()
  toast[kind](message)
}

/** A root of its own, so that pages know nothing about toasts; at once, or the first message would be lost. */
function mountToaster(): void {
  const container = document.createElement('div')
  container.id = CONTAINER_ID
  document.body.append(container)
  flushSync(() =>
    createRoot(container).render(
      <Toaster position="bottom-right" style={TOKENS} toastOptions={{ className: 'font-sans! text-sm!' }} />,
    ),
  )
}
