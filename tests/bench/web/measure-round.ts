import type { BrowserContext, Page } from 'playwright-core'
import { noteLoadedFiles, sumOf } from '#tests/support/loaded-files.ts'
import type { Samples } from '../support/samples.ts'
import { type Busy, measureBusy, watchLongTasks } from './measure-page.ts'

const MOVES = 40
const CHART = '.spend-chart .recharts-surface'

/** Both pages in a browser without a cache, and the pointer over their charts. */
export async function measureRound(context: BrowserContext, url: string, samples: Samples): Promise<void> {
  await onPage(context, async (page, busy) => {
    const files = noteLoadedFiles(page)
    const opened = await busy(async () => {
      await page.goto(`${url}/?range=90d`)
      await page.locator(CHART).waitFor()
      await page.getByRole('heading', { name: 'Top features' }).waitFor()
    })
    samples.add({
      'overview_8x90.first_paint_ms': await page.evaluate(
        () => performance.getEntriesByName('first-contentful-paint')[0]?.startTime,
      ),
      'overview.first_load_js_kb': sumOf(files.scripts()) / 1000,
      'overview.first_load_css_kb': sumOf(files.styles()) / 1000,
      ...named('overview_8x90.load', opened),
      'overview_8x90.hover_ms': await hover(page, busy),
      'overview_8x90.dom_nodes': await page.evaluate(() => document.querySelectorAll('*').length),
    })
  })
  await onPage(context, async (page, busy) => {
    const days = 364 * 86_400_000
    const day = (at: number) => new Date(at).toISOString().slice(0, 10)
    const question = `range=${day(Date.now() - days)}..${day(Date.now())}&rollup=day&limit=20&compare=none`
    const opened = await busy(async () => {
      await page.goto(`${url}/explore?${question}`)
      await page.locator(CHART).waitFor()
    })
    await page.getByRole('button', { name: 'Table' }).click()
    await page.locator(CHART).waitFor({ state: 'detached' })
    const drawn = await busy(async () => {
      await page.getByRole('button', { name: 'Area' }).click()
      await page.locator(CHART).waitFor()
    })
    samples.add({
      ...named('explore_20x365.load', opened),
      ...named('explore_20x365.draw', drawn),
      'explore_20x365.hover_ms': await hover(page, busy),
    })
  })
}

type Measure = (action: () => Promise<void>) => Promise<Busy>

async function onPage(context: BrowserContext, measure: (page: Page, busy: Measure) => Promise<void>) {
  const page = await context.newPage()
  await watchLongTasks(page)
  const cdp = await context.newCDPSession(page)
  await cdp.send('Performance.enable')
  await cdp.send('Network.enable')
  await cdp.send('Network.setCacheDisabled', { cacheDisabled: true })
  await measure(page, (action) => measureBusy(page, cdp, action))
  await page.close()
}

const named = (name: string, { taskMs, scriptMs, longestTaskMs, blockedMs }: Busy) => ({
  [`${name}.main_thread_ms`]: taskMs,
  [`${name}.script_ms`]: scriptMs,
  [`${name}.longest_task_ms`]: longestTaskMs,
  [`${name}.blocked_ms`]: blockedMs,
})

/** Main-thread time for each move of the pointer across the chart. */
async function hover(page: Page, busy: Measure): Promise<number> {
  const box = await page.locator(CHART).boundingBox()
  if (!box) throw new Error('the chart is not on screen')
  const { taskMs } = await busy(async () => {
    for (let move = 0; move < MOVES; move++) {
      await page.mouse.move(box.x + 60 + (move * (box.width - 80)) / MOVES, box.y + box.height / 2)
      await page.waitForTimeout(20)
    }
  })
  return taskMs / MOVES
}
