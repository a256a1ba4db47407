import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { isAlive, startMark } from './db/process-id.ts'
import { SetupError } from './errors.ts'

interface Holder {
  pid: number
  startMark: string | undefined
  since: string
  address: string
}

/**
 * Marks the data folder as this server's. A mark left by a process that is gone is taken over.
 * @throws SetupError that says who holds the folder.
 */
export function lockDataFolder(dataFolder: string, address: string, now: Date): { release(): void } {
  const file = join(dataFolder, 'server.json')
  mkdirSync(dataFolder, { recursive: true })
  const holder = readHolder(file)
  if (holder && isSameProcess(holder))
    throw new SetupError(
      `Spendscope already runs on this data: process ${holder.pid}, since ${holder.since}, at ${holder.address}\n` +
        `The data folder is ${dataFolder}. Stop that process first, or set SPENDSCOPE_DATA to another folder.`,
    )
  rmSync(file, { force: true })
  const own: Holder = {
    pid: process.pid,
    startMark: startMark(process.pid),
    since: now.toISOString(),
    address,
  }
  writeHolder(file, own)
  return { release: () => rmSync(file, { force: true }) }
}

function readHolder(file: string): Holder | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Holder
  } catch {
    return undefined // none, or one that was being written when its process died
  }
}

function isSameProcess(holder: Holder): boolean {
  return holder.pid !== process.pid && isAlive(holder.pid) && startMark(holder.pid) === holder.startMark
}

function writeHolder(file: string, holder: Holder): void {
  try {
    writeFileSync(file, JSON.stringify(holder), { flag: 'wx' })
  } catch (error) {
    throw new SetupError('Another Spendscope is starting on this data at the same moment.', { cause: error })
  }
}
