import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { AxeResults } from 'axe-core'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { openPage, type WatchedPage } from '#tests/support/browser.ts'
import { fillAlerts } from '#tests/support/fill-alerts.ts'
import { fillBudgets } from '#tests/support/fill-budgets.ts'
import { fillWithSavings } from '#tests/support/fill-with-savings.ts'
import { openBrowser } from '#tests/support/open-browser.ts'
import { fillPriceBook } from '#tests/support/price-book-data.ts'
import { createAdmin } from '#tests/support/sign-in.ts'
import {
  startDemoApplication,
  startTestApplication,
  type TestApplication,
} from '#tests/support/test-application.ts'

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const STANDARDS = ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice']

/** What the pages of an installation are looked at in: whoever goes from page to page has the program loaded already. */
interface Visit extends WatchedPage {
  url: string
}

let app: Visit
let empty: Visit
let opportunityIds: string[]
beforeAll(async () => {
  const filled = await startDemoApplication()
  await fillPriceBook(filled)
  await fillBudgets(filled)
  await fillAlerts(filled)
  opportunityIds = (await fillWithSavings(filled)).opportunityIds
  const browser = await openBrowser()
  app = await visit(filled, browser, { storageState: await createAdmin(filled, browser) })
  empty = await visit(await startTestApplication(), browser)
}, 120_000)

async function visit({ url }: TestApplication, browser: Browser, more: BrowserContextOptions = {}) {
  const context = await browser.newContext({ bypassCSP: true, ...more })
  return { url, ...(await openPage(context, url)) }
}

interface PageToCheck {
  name: string
  path: string | (() => string)
  /** A heading that is there when the page is. */
  ready: string
  prepare?: (page: Page) => Promise<void>
  installation: () => Visit
}

async function edit(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: `Actions for ${name}` }).click()
  await page.getByRole('menuitem', { name: 'Edit…' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Save' }).waitFor()
}

const PAGES: PageToCheck[] = [
  { name: 'Overview', path: '/', ready: 'Top features', installation: () => app },
  { name: 'Explore', path: '/explore?by=team', ready: 'Spend by model and team', installation: () => app },
  {
    name: 'Explore as a table',
    path: '/explore?chart=table&metric=latencyP95',
    ready: 'Latency p95 by model',
    installation: () => app,
  },
  { name: 'Models', path: '/models', ready: 'Models', installation: () => app },
  {
    name: 'one model',
    path: '/models/anthropic/claude-sonnet-4-5',
    ready: 'Price history',
    installation: () => app,
  },
  { name: 'Savings', path: '/savings', ready: 'Opportunities', installation: () => app },
  {
    name: 'savings that are realised',
    path: '/savings?show=realised',
    ready: 'Opportunities',
    installation: () => app,
  },
  {
    name: 'an opportunity',
    path: () => `/savings/${opportunityIds[0]}`,
    ready: 'Evidence',
    installation: () => app,
  },
  {
    name: 'a saving that is counted',
    path: () => `/savings/${opportunityIds[4]}`,
    ready: 'Really saved',
    installation: () => app,
  },
  {
    name: 'a simulation',
    path: () => `/savings/${opportunityIds[0]}`,
    ready: 'Evidence',
    prepare: async (page: Page) => {
      await page.getByRole('link', { name: 'Simulate' }).click()
      await page.getByRole('button', { name: 'Simulate' }).click()
      await page.getByRole('heading', { name: 'Day by day' }).waitFor()
    },
    installation: () => app,
  },
  { name: 'settings of savings', path: '/settings/savings', ready: 'Demo data', installation: () => app },
  { name: 'Price book', path: '/prices', ready: 'Price book', installation: () => app },
  {
    name: 'listed model',
    path: '/prices?model=google/gemini-2.5-pro',
    ready: 'Price history',
    installation: () => app,
  },
  { name: 'own prices', path: '/prices?tab=overrides', ready: 'Price book', installation: () => app },
  { name: 'own names', path: '/prices?tab=aliases', ready: 'Price book', installation: () => app },
  { name: 'unpriced', path: '/prices?tab=unpriced', ready: 'Waiting for a price', installation: () => app },
  { name: 're-pricing', path: '/prices?tab=re-price', ready: 'Re-pricings', installation: () => app },
  {
    name: 'catalogue update',
    path: '/prices?tab=update',
    ready: 'another catalogue',
    installation: () => app,
  },
  {
    name: 'budgets',
    path: '/budgets',
    ready: 'Budgets',
    prepare: (page: Page) => page.getByRole('button', { name: 'Show its counters of Each team' }).click(),
    installation: () => app,
  },
  { name: 'one budget', path: '/budgets/1', ready: 'History', installation: () => app },
  { name: 'a budget with groups', path: '/budgets/2', ready: 'Counters', installation: () => app },
  { name: 'a new budget', path: '/budgets/new', ready: 'Who is told', installation: () => app },
  { name: 'alerts', path: '/alerts?state=all', ready: 'Alerts', installation: () => app },
  {
    name: 'an open alert',
    path: '/alerts?state=all',
    ready: 'Alerts',
    prepare: async (page: Page) => {
      await page
        .getByRole('button', { name: /Each team/ })
        .first()
        .click()
      await page.getByRole('button', { name: 'Acknowledge' }).waitFor()
    },
    installation: () => app,
  },
  { name: 'alert rules', path: '/alerts/rules', ready: 'Alert rules', installation: () => app },
  {
    name: 'a rule that is edited',
    path: '/alerts/rules',
    ready: 'Alert rules',
    prepare: (page: Page) => edit(page, 'Spike, All projects'),
    installation: () => app,
  },
  { name: 'digests', path: '/alerts/digests', ready: 'Digests', installation: () => app },
  {
    name: 'a digest that is edited',
    path: '/alerts/digests',
    ready: 'Digests',
    prepare: (page: Page) => edit(page, 'Weekly digest'),
    installation: () => app,
  },
  { name: 'channels', path: '/alerts/channels', ready: 'Channels', installation: () => app },
  { name: 'Integrations', path: '/integrations', ready: 'Integrations', installation: () => app },
  { name: 'general settings', path: '/settings', ready: 'Retention', installation: () => app },
  { name: 'members', path: '/settings/members', ready: 'Members', installation: () => app },
  { name: 'projects', path: '/settings/projects', ready: 'Projects', installation: () => app },
  { name: 'API keys', path: '/settings/api-keys', ready: 'API keys', installation: () => app },
  { name: 'tags', path: '/settings/tags', ready: 'Demo data', installation: () => app },
  { name: 'audit log', path: '/settings/audit', ready: 'Audit log', installation: () => app },
  { name: 'about', path: '/settings/about', ready: 'Storage', installation: () => app },
  { name: 'a wrong invitation', path: '/invitation', ready: 'does not work', installation: () => empty },
  { name: 'Requests', path: '/requests?range=7d', ready: 'Requests', installation: () => app },
  {
    name: 'an open request',
    path: '/requests?range=7d',
    ready: 'Requests',
    prepare: async (page: Page) => {
      await page.getByRole('row').nth(1).click()
      await page.getByText('Usage as it was sent').waitFor()
    },
    installation: () => app,
  },
  { name: 'sign-in', path: '/sign-in', ready: 'Sign in', installation: () => empty },
  { name: 'setup', path: '/setup?token=x', ready: 'Create the admin account', installation: () => empty },
]

/** Everything that axe finds in the page as it stands. */
async function findViolations(page: Page): Promise<[string, string[]][]> {
  const { violations } = await page.evaluate<AxeResults, string[]>(
    (values) =>
      (window as unknown as { axe: typeof import('axe-core') }).axe.run({
        runOnly: { type: 'tag', values },
        resultTypes: ['violations'],
      }),
    STANDARDS,
  )
  return violations.map(({ id, nodes }) => [id, nodes.map((node) => node.html)])
}

/** Waits until the page is in that colour: what fades over is half-way, and has no contrast to speak of. */
async function show(page: Page, colorScheme: 'light' | 'dark'): Promise<void> {
  // The theme follows the system, also while the page is open.
  await page.emulateMedia({ colorScheme })
  await page.waitForFunction(
    (isDark) =>
      document.documentElement.classList.contains('dark') === isDark &&
      document
        .getAnimations()
        .every((fade) => !(fade instanceof CSSTransition) || fade.playState !== 'running'),
    colorScheme === 'dark',
  )
}

const WIDTHS = [1440, 390]
/** Whatever takes clicks to get to is done at each width; other pages are loaded once and made narrow. */
const VISITS = PAGES.flatMap((page) =>
  (page.prepare ? WIDTHS.map((width) => [width]) : [WIDTHS]).map((widths) => ({
    ...page,
    widths,
    pixels: widths.join(' and '),
  })),
)

test.each(VISITS)(
  '$name, $pixels px wide, has no accessibility problem in light and dark, and complains of nothing',
  async ({ path, ready, widths, prepare, installation }) => {
    const { url, page, complaints } = installation()
    complaints.splice(0)
    await page.setViewportSize({ width: widths[0]!, height: 900 })
    await page.goto(url + (typeof path === 'string' ? path : path()))
    await page.getByRole('heading', { name: ready }).first().waitFor()
    await page.waitForLoadState('networkidle')
    await prepare?.(page)
    await page.addScriptTag({ content: AXE })
    for (const width of widths) {
      await page.setViewportSize({ width, height: width === 390 ? 844 : 900 })
      for (const scheme of ['light', 'dark'] as const) {
        await show(page, scheme)
        expect({ width, scheme, found: await findViolations(page) }).toEqual({ width, scheme, found: [] })
      }
    }
    expect(complaints.filter((line) => !(url === empty.url && line.includes('401')))).toEqual([])
  },
)

test('the pages are sent with a policy that allows no foreign and no inline script', async () => {
  const { headers } = await fetch(app.url)
  const policy = headers.get('content-security-policy') ?? ''
  expect(policy).toContain("default-src 'self'")
  expect(policy).toMatch(/script-src 'self' 'sha256-[^']+'(;|$)/)
  expect(policy).toContain("frame-ancestors 'none'")
})
