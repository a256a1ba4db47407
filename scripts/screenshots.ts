import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { BrowserContext, Page } from 'playwright-core'
import { createBudget } from '#server/budgets/create-budget.ts'
import { buildWeb } from '#server/cli/build-web.ts'
import { parseConfig } from '#server/config.ts'
import { loadDemo } from '#server/demo/load-demo.ts'
import { startServer } from '#server/main.ts'
import { CreateBudget } from '#shared/api/budgets.ts'
import { launchBrowser } from './launch-browser.ts'
import { signInFirst } from './sign-in-first.ts'

/** For the README; all others are for review and are not kept. */
const README_FOLDER = 'docs/images'
const REVIEW_FOLDER = 'screenshots'
const SIZES = [
  { width: 1440, height: 1090 },
  { width: 390, height: 844 },
]
const THEMES = ['light', 'dark'] as const

/** One for all spend, and one for each team. */
const BUDGETS = [
  { name: 'Production', amountUsd: '1500', period: 'month' },
  { name: 'Each team', amountUsd: '12', period: 'day', groupBy: 'team' },
]

/** Every page of the sidebar and of the settings, by the name of its picture. */
const PAGES = {
  overview: '/',
  explore: '/explore',
  'explore-table': '/explore?group=feature&subgroup=model&chart=table',
  models: '/models',
  model: '/models/anthropic/claude-sonnet-4-5',
  requests: '/requests?range=24h',
  budgets: '/budgets',
  budget: '/budgets/1',
  'new-budget': '/budgets/new',
  'edit-budget': '/budgets/1/edit',
  alerts: '/alerts?state=all',
  'alert-rules': '/alerts/rules',
  digests: '/alerts/digests',
  channels: '/alerts/channels',
  savings: '/savings',
  opportunity: '/savings/1',
  simulate: '/savings/simulate',
  prices: '/prices',
  'prices-overrides': '/prices?tab=overrides',
  'prices-unpriced': '/prices?tab=unpriced',
  'prices-re-price': '/prices?tab=re-price',
  'prices-update': '/prices?tab=update',
  integrations: '/integrations',
  'settings-general': '/settings',
  'settings-members': '/settings/members',
  'settings-projects': '/settings/projects',
  'settings-api-keys': '/settings/api-keys',
  'settings-tags': '/settings/tags',
  'settings-savings': '/settings/savings',
  'settings-audit': '/settings/audit',
  'settings-about': '/settings/about',
  docs: '/docs',
}
/** Those of somebody who has not signed in. */
const PAGES_OUTSIDE = { 'sign-in': '/sign-in', invitation: '/invitation?token=none' }

/** Takes pictures of every page in both themes and widths, from demo data on a server of its own. */
async function takeScreenshots(): Promise<void> {
  const dataFolder = mkdtempSync(join(tmpdir(), 'spendscope-screens-'))
  await buildWeb()
  const server = await startServer({ ...parseConfig({}), dataFolder, port: 0, logLevel: 'warn' })
  const browser = await launchBrowser()
  try {
    for await (const { day, days } of loadDemo(server.ctx, { seed: 'spendscope', days: 90 }))
      if (day === days) console.log(`${days} days of demo data`)
    for (const budget of BUDGETS)
      await createBudget(server.ctx, CreateBudget.parse(budget), 'ada@example.com')
    const session = await signInFirst(browser, server.url, server.setupUrl!)
    for (const folder of [README_FOLDER, REVIEW_FOLDER]) mkdirSync(folder, { recursive: true })
    for (const viewport of SIZES) {
      for (const colorScheme of THEMES) {
        const look = { url: server.url, suffix: `${colorScheme}-${viewport.width}` }
        const signedIn = await browser.newContext({ viewport, colorScheme, storageState: session })
        await takePictures(signedIn, PAGES, look)
        if (viewport === SIZES[0]) {
          const page = await openPage(signedIn, server.url)
          await page.screenshot({ path: join(README_FOLDER, `overview-${colorScheme}.png`) })
        }
        await signedIn.close()
        const anyone = await browser.newContext({ viewport, colorScheme })
        await takePictures(anyone, PAGES_OUTSIDE, look)
        await anyone.close()
      }
    }
  } finally {
    await browser.close()
    await server.stop()
    for (const folder of [dataFolder, server.dataAt]) rmSync(folder, { recursive: true, force: true })
  }
}

async function takePictures(
  context: BrowserContext,
  pages: Record<string, string>,
  { url, suffix }: { url: string; suffix: string },
): Promise<void> {
  for (const [name, path] of Object.entries(pages)) {
    const file = join(REVIEW_FOLDER, `${name}-${suffix}.png`)
    const page = await openPage(context, url + path)
    await page.screenshot({ path: file, fullPage: true })
    await page.close()
    console.log(file)
  }
}

async function openPage(context: BrowserContext, address: string): Promise<Page> {
  const page = await context.newPage()
  await page.goto(address)
  // A page that is live never gets idle.
  await page.waitForLoadState('networkidle', { timeout: 5_000 }).catch(() => {})
  return page
}

await takeScreenshots()
