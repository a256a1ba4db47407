export const THEMES = ['light', 'dark', 'system'] as const
export type Theme = (typeof THEMES)[number]

export function storedTheme(): Theme {
  const theme = localStorage.getItem('theme')
  return theme === 'light' || theme === 'dark' ? theme : 'system'
}

const darkScheme = () => matchMedia('(prefers-color-scheme: dark)')

/** The same rule as the inline script of index.html, which runs before the first paint. */
function applyTheme(theme: Theme): void {
  document.documentElement.classList.toggle(
    'dark',
    theme === 'dark' || (theme === 'system' && darkScheme().matches),
  )
}

export function storeTheme(theme: Theme): void {
  localStorage.setItem('theme', theme)
  applyTheme(theme)
}

/** Follows the system for as long as nobody chose a theme. */
export function followSystemTheme(): void {
  darkScheme().addEventListener('change', () => applyTheme(storedTheme()))
}
