/** Of the page of the API: the colours of the app, in both themes. */
export const DOCS_STYLE = `
:root { color-scheme: light dark; --bg: light-dark(oklch(0.985 0.002 265), oklch(0.155 0.005 265));
  --surface: light-dark(#fff, oklch(0.188 0.006 265)); --fg: light-dark(oklch(0.21 0.012 265), oklch(0.955 0.003 265));
  --fg-2: light-dark(oklch(0.43 0.014 265), oklch(0.765 0.008 265)); --line: light-dark(oklch(0.21 0.02 265 / 9%), oklch(1 0 0 / 8%));
  --accent: light-dark(oklch(0.52 0.18 262), oklch(0.70 0.14 262)); }
* { box-sizing: border-box; border-color: var(--line); }
body { margin: 0; background: var(--bg); color: var(--fg); font: 13px/20px ui-sans-serif, system-ui, sans-serif; }
a { color: var(--accent); } :focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
nav { padding: 16px; border-bottom: 1px solid var(--line); }
nav ul { display: flex; flex-wrap: wrap; gap: 4px 14px; margin: 8px 0 0; padding: 0; list-style: none; }
nav a { color: var(--fg-2); text-decoration: none; } nav a:hover { color: var(--fg); }
main { max-width: 960px; padding: 16px; margin: 0 auto; }
h1 { font-size: 20px; line-height: 26px; } h2 { margin: 28px 0 8px; font-size: 14px; } small { color: var(--fg-2); font-weight: 400; }
details { margin-top: 6px; background: var(--surface); border: 1px solid var(--line); border-radius: 10px; }
summary { padding: 8px 12px; cursor: pointer; overflow-wrap: anywhere; } summary span { color: var(--fg-2); }
details > :not(summary) { margin: 0; padding: 8px 12px; }
code { font: 12px/18px ui-monospace, Menlo, monospace; } summary code:first-child { font-weight: 600; }
table { width: 100%; margin-bottom: 8px; border-collapse: collapse; }
th, td { padding: 5px 12px; text-align: left; vertical-align: top; border-top: 1px solid var(--line); font-weight: 400; }
thead th { color: var(--fg-2); font-size: 11px; } td { color: var(--fg-2); overflow-wrap: anywhere; }
@media (min-width: 64rem) {
  body { display: grid; grid-template-columns: 200px 1fr; }
  nav { position: sticky; top: 0; height: 100vh; overflow-y: auto; border: 0; border-right: 1px solid var(--line); }
  nav ul { flex-direction: column; } main { width: 100%; padding: 16px 24px 48px; }
}`
