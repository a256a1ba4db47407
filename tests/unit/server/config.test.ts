import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { parseConfig } from '#server/config.ts'
import { makeTempFolder } from '#tests/support/temp-folder.ts'

test('without any variable Spendscope runs on loopback with its own Postgres', () => {
  expect(parseConfig({})).toMatchObject({ host: '127.0.0.1', port: 4600, databaseUrl: undefined })
})

test('every wrong variable is named at once', () => {
  const wrong = { PORT: '99999', PUBLIC_URL: 'ftp://x', SECRET_KEY: 'short', LOG_LEVEL: 'loud' }
  const names = Object.keys(wrong)
  expect(() => parseConfig(wrong)).toThrow(new RegExp(names.join('[^]*')))
})

test('a secret left as in the example is refused', () => {
  expect(() => parseConfig({ SECRET_KEY: 'CHANGEME-CHANGEME-CHANGEME-CHANGEME' })).toThrow('SECRET_KEY')
  expect(() => parseConfig({ DATABASE_URL: 'postgres://me:CHANGEME@db/spend' })).toThrow('DATABASE_URL')
})

test('an empty variable is as good as none', () => {
  expect(parseConfig({ PORT: '', DATABASE_URL: '' })).toMatchObject({ port: 4600, databaseUrl: undefined })
})

test('a secret may come from a file', () => {
  const folder = makeTempFolder()
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const file = join(folder, 'key')
  writeFileSync(file, `${'k'.repeat(40)}\n`)
  expect(parseConfig({ SECRET_KEY_FILE: file }).secretKey).toBe('k'.repeat(40))
  expect(() => parseConfig({ SECRET_KEY_FILE: '/nowhere' })).toThrow('SECRET_KEY_FILE')
})
