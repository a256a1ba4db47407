import {
  accessSync,
  constants,
  linkSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { SetupError } from '#server/errors.ts'
import { isAlive, startMark } from './process-id.ts'

interface Holder {
  pid: number
  startMark: string | undefined
  since: string
  address: string
}

const markOf = (dataFolder: string) => join(dataFolder, 'server.json')

/**
 * Marks the data folder as this server's. A mark left by a process that is gone is taken over.
 * @throws SetupError that says who holds the folder, or why it cannot be written.
 */
export function lockDataFolder(dataFolder: string, address: string, now: Date): { release(): void } {
  const mark = markOf(dataFolder)
  makeDataFolder(dataFolder)
  const own: Holder = {
    pid: process.pid,
    startMark: startMark(process.pid),
    since: now.toISOString(),
    address,
  }
  const draft = `${mark}.${process.pid}`
  writeFileSync(draft, JSON.stringify(own))
  try {
    if (!placeMark(draft, mark)) throw heldBy(readHolder(mark), dataFolder)
  } finally {
    rmSync(draft, { force: true })
  }
  return { release: () => readHolder(mark)?.pid === process.pid && rmSync(mark, { force: true }) }
}

/** Whether a server other than this process runs on the folder. */
export function isHeldByOther(dataFolder: string): boolean {
  const holder = readHolder(markOf(dataFolder))
  return holder !== undefined && isAnotherProcess(holder)
}

/** @throws SetupError when the folder cannot be made or written. */
export function makeDataFolder(dataFolder: string): void {
  try {
    mkdirSync(dataFolder, { recursive: true })
    accessSync(dataFolder, constants.W_OK | constants.X_OK)
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    throw new SetupError(
      `The data folder ${dataFolder} cannot be written (${code}). Change its owner, or set SPENDSCOPE_DATA to another one.`,
      { cause: error },
    )
  }
}

/** A link is made whole or not at all, so a mark is never half written, and only one of several starters makes it. */
function placeMark(draft: string, mark: string): boolean {
  const stale = readHolder(mark)
  if (stale && !isAnotherProcess(stale)) renameSync(mark, `${mark}.stale`)
  rmSync(`${mark}.stale`, { force: true })
  try {
    linkSync(draft, mark)
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  }
}

function heldBy(holder: Holder | undefined, dataFolder: string): SetupError {
  const who = holder
    ? `process ${holder.pid}, since ${holder.since}, at ${holder.address}`
    : 'another process'
  return new SetupError(
    `Spendscope already runs on this data: ${who}\n` +
      `The data folder is ${dataFolder}. Stop that process first, or set SPENDSCOPE_DATA to another folder.`,
  )
}

function readHolder(mark: string): Holder | undefined {
  try {
    return JSON.parse(readFileSync(mark, 'utf8')) as Holder
  } catch {
    return undefined
  }
}

function isAnotherProcess(holder: Holder): boolean {
  return holder.pid !== process.pid && isAlive(holder.pid) && startMark(holder.pid) === holder.startMark
}
