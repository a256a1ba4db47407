import { accessSync, constants } from 'node:fs'
import { type Browser, chromium } from 'playwright-core'

const INSTALLED = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
]

const ARGUMENTS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-dev-shm-usage',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** A real Chromium: that of `findBrowser`. */
export async function launchBrowser(): Promise<Browser> {
  // Not the package's own arguments: with a single process the browser dies with the first context that is closed.
  return chromium.launch({ executablePath: await findBrowser(), args: ARGUMENTS })
}

/**
 * The path of CHROMIUM_PATH, else of the browser that comes from npm, which is for Linux on x64 and is unpacked now,
 * else of an installed one. The one from npm has no windows to care for, and loads a page with half the work.
 */
export async function findBrowser(): Promise<string> {
  const isPacked = process.platform === 'linux' && process.arch === 'x64'
  const own = process.env.CHROMIUM_PATH || (isPacked ? undefined : INSTALLED.find(isExecutable))
  if (own) return own
  // Read when the package is imported: with it the package unpacks the libraries that it needs as well.
  process.env.AWS_LAMBDA_JS_RUNTIME ??= 'nodejs20.x'
  const { default: packed } = await import('@sparticuz/chromium')
  return packed.executablePath()
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}
