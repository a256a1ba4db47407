import type { CDPSession, Page } from 'playwright-core'

export interface Busy {
  /** Main-thread time of all tasks, and the part that scripts took. */
  taskMs: number
  scriptMs: number
  /** The longest task, and how far all tasks were over 50 ms together. */
  longestTaskMs: number
  blockedMs: number
}

const QUIET_MS = 500
const LONG_TASK_MS = 50

declare global {
  interface Window {
    longTasks?: number[]
  }
}

/** Has to run before the page is opened. */
export async function watchLongTasks(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const tasks: number[] = []
    window.longTasks = tasks
    new PerformanceObserver((list) =>
      tasks.push(...list.getEntries().map(({ duration }) => duration)),
    ).observe({
      type: 'longtask',
      buffered: true,
    })
  })
}

/** What the main thread of the page does for an action, until it has been quiet for a while. */
export async function measureBusy(page: Page, cdp: CDPSession, action: () => Promise<void>): Promise<Busy> {
  await page.evaluate(() => window.longTasks?.splice(0))
  const before = await readTimes(cdp)
  await action()
  await page.waitForTimeout(QUIET_MS)
  const after = await readTimes(cdp)
  const tasks = (await page.evaluate(() => window.longTasks)) ?? []
  return {
    taskMs: after.task - before.task,
    scriptMs: after.script - before.script,
    longestTaskMs: Math.max(0, ...tasks),
    blockedMs: tasks.reduce((sum, duration) => sum + duration - LONG_TASK_MS, 0),
  }
}

async function readTimes(cdp: CDPSession): Promise<{ task: number; script: number }> {
  const { metrics } = await cdp.send('Performance.getMetrics')
  const ms = (name: string) => 1000 * (metrics.find((metric) => metric.name === name)?.value ?? Number.NaN)
  return { task: ms('TaskDuration'), script: ms('ScriptDuration') }
}
