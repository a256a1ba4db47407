import { readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { launchBrowser } from '#scripts/launch-browser.ts'
import { signInFirst } from '#scripts/sign-in-first.ts'
import { buildWeb } from '#server/cli/build-web.ts'
import { parseConfig } from '#server/config.ts'
import { type RunningServer, startServer } from '#server/main.ts'
import { programPaths } from '#server/paths.ts'
import { chunkSizes } from '#tests/support/loaded-files.ts'
import { makeTempFolder } from '#tests/support/temp-folder.ts'
import { formatBars } from './support/bars.ts'
import { describeMachine } from './support/describe-machine.ts'
import { createSamples } from './support/samples.ts'
import { fillYear } from './web/fill-year.ts'
import { measureRound } from './web/measure-round.ts'

const { values: options } = parseArgs({ options: { rounds: { type: 'string', default: '3' } } })

/** The ceilings that the design sets; times are those of a slow machine. */
const BARS = [
  { name: 'overview.first_load_js_kb', atMost: 300 },
  { name: 'overview_8x90.load.main_thread_ms', atMost: 700 },
  { name: 'overview_8x90.hover_ms', atMost: 16 },
  { name: 'explore_20x365.draw.main_thread_ms', atMost: 400 },
  { name: 'explore_20x365.hover_ms', atMost: 16 },
]

console.log(describeMachine())
await buildWeb()
for (const [name, bytes] of largestFirst()) console.log(`chunk.${name}.gzip_bytes ${bytes}`)
const samples = createSamples()
const dataFolder = makeTempFolder()
const server = await startServer({ ...parseConfig({}), dataFolder, port: 0, logLevel: 'warn' })
try {
  await measure(server)
} finally {
  await server.stop()
  for (const folder of [dataFolder, server.dataAt]) rmSync(folder, { recursive: true, force: true })
}
for (const line of samples.lines()) console.log(line)
console.log(`\n${formatBars(samples, BARS)}`)

function largestFirst(): [string, number][] {
  const files = readdirSync(join(programPaths().web, 'assets')).filter((file) => /\.(js|css)$/.test(file))
  return [...chunkSizes(files)].sort(([, a], [, b]) => b - a)
}

async function measure({ ctx, url, setupUrl }: RunningServer): Promise<void> {
  samples.add({ events: await fillYear(ctx) })
  const browser = await launchBrowser()
  try {
    const storageState = await signInFirst(browser, url, setupUrl!)
    const viewport = { width: 1440, height: 900 }
    const context = await browser.newContext({ viewport, storageState })
    for (let round = 0; round < Number(options.rounds); round++) await measureRound(context, url, samples)
  } finally {
    await browser.close()
  }
}
