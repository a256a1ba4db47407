/** Loads the toasts with the first message: most visits need none. */
export async function notify(kind: 'success' | 'error', message: string): Promise<void> {
  const { showToast } = await import('./toasts.tsx')
  showToast(kind, message)
}
