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

test('lists of networks and domains are read part by part, and a wrong part is named', () => {
  const config = parseConfig({
    ALLOWED_PRIVATE_CIDRS: '10.1.0.0/16, fd00::/8',
    ALERT_EMAIL_DOMAINS: 'Example.com',
  })
  expect(config).toMatchObject({
    allowedPrivateCidrs: ['10.1.0.0/16', 'fd00::/8'],
    alertEmailDomains: ['example.com'],
  })
  expect(() => parseConfig({ ALLOWED_PRIVATE_CIDRS: '10.1.0.0/16,10.2.0.0' })).toThrow(
    'ALLOWED_PRIVATE_CIDRS',
  )
})

test('e-mail needs a server and a sender', () => {
  const set = { SMTP_URL: 'smtps://mail.example.com', SMTP_FROM: 'Spend <spend@example.com>' }
  expect(parseConfig(set).smtp).toEqual({ url: set.SMTP_URL, from: set.SMTP_FROM })
  expect(() => parseConfig({ SMTP_URL: set.SMTP_URL })).toThrow('SMTP_FROM')
  expect(() => parseConfig({ ...set, SMTP_FROM: 'a@example.com\r\nBcc: b@example.com' })).toThrow('SMTP_FROM')
})
