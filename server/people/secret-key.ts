import { randomBytes } from 'node:crypto'
import { linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Config } from '#server/config.ts'
import { makeDataFolder } from '#server/db/instance-lock.ts'
import { SetupError } from '#server/errors.ts'

const SHORTEST = 32

/** Signs sessions: SECRET_KEY, or one made at the first start and kept in the data folder. */
export function loadSecretKey(config: Pick<Config, 'secretKey' | 'dataFolder'>): string {
  if (config.secretKey) return config.secretKey
  const file = join(config.dataFolder, 'secret-key')
  return readKey(file) ?? makeKey(config.dataFolder, file)
}

function readKey(file: string): string | undefined {
  let key: string
  try {
    key = readFileSync(file, 'utf8').trim()
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw new SetupError(`${file} cannot be read. Change its owner, or set SECRET_KEY.`, { cause: error })
  }
  if (key.length < SHORTEST)
    throw new SetupError(`${file} is damaged. Delete it: a new key is made, and everybody signs in again.`)
  return key
}

/** Written beside and linked into place: the file is never there half written, and the first of several starters wins. */
function makeKey(dataFolder: string, file: string): string {
  makeDataFolder(dataFolder)
  const draft = `${file}.${process.pid}`
  writeFileSync(draft, randomBytes(32).toString('hex'), { mode: 0o600 })
  try {
    linkSync(draft, file)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  } finally {
    rmSync(draft, { force: true })
  }
  return readKey(file)!
}
