import { randomBytes } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Config } from '#server/config.ts'

/** Signs sessions: SECRET_KEY, or one made at the first start and kept in the data folder. */
export function loadSecretKey(config: Pick<Config, 'secretKey' | 'dataFolder'>): string {
  if (config.secretKey) return config.secretKey
  const file = join(config.dataFolder, 'secret-key')
  mkdirSync(config.dataFolder, { recursive: true })
  try {
    writeFileSync(file, randomBytes(32).toString('hex'), { mode: 0o600, flag: 'wx' })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  }
  return readFileSync(file, 'utf8').trim()
}
