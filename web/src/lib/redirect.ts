/** Where to go after signing in: a path of this app, never another site. */
export function safeRedirect(target: string | undefined): string {
  if (!target?.startsWith('/') || /^\/[/\\]/.test(target)) return '/'
  const url = new URL(target, 'http://app.invalid')
  return url.host === 'app.invalid' ? `${url.pathname}${url.search}` : '/'
}
