import type { Browser } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { openPage } from '#tests/support/browser.ts'
import { chatEvent } from '#tests/support/events.ts'
import { openBrowser } from '#tests/support/open-browser.ts'
import { ADMIN, createAdmin, createMember, type Session, signInCookie } from '#tests/support/sign-in.ts'
import {
  createTestProject,
  send,
  startTestApplication,
  type TestApplication,
} from '#tests/support/test-application.ts'

let app: TestApplication
let browser: Browser
let session: Session
beforeAll(async () => {
  app = await startTestApplication()
  const { key } = await createTestProject(app)
  await send(app, '/v1/events', { key, body: chatEvent() })
  browser = await openBrowser()
  session = await createAdmin(app, browser)
})

test('sign in with the wrong and the right password, land where one wanted to go, and sign out', async () => {
  const context = await browser.newContext()
  const { page } = await openPage(context, app.url)
  await page.goto(`${app.url}/api-keys`)
  await page.waitForURL(/sign-in/)
  await page.getByLabel('Email').fill(ADMIN.email)
  await page.getByLabel('Password').fill('not the password')
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByText('Email or password is not right').waitFor()
  await page.getByLabel('Password').fill(ADMIN.password)
  await page.keyboard.press('Enter')
  await page.waitForURL(/api-keys/)
  await page.getByRole('button', { name: /Ada Lovelace/ }).click()
  await page.getByRole('menuitem', { name: 'Sign out' }).click()
  await page.waitForURL(/sign-in/)
  await page.goto(app.url)
  await page.waitForURL(/sign-in/)
  await context.close()
})

test('one changes the own password: the old one and other sessions are worth nothing any more', async () => {
  const member = await createMember(app, { role: 'viewer' })
  const other = await signInCookie(app, member.email, member.password)
  const context = await browser.newContext()
  const { page, complaints } = await openPage(context, app.url)
  await page.goto(`${app.url}/sign-in`)
  await page.getByLabel('Email').fill(member.email)
  await page.getByLabel('Password').fill(member.password)
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: 'viewer' }).click()
  await page.getByRole('menuitem', { name: 'Change password' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Current password').fill('not the password')
  await dialog.getByLabel('New password').fill('another long password')
  await dialog.getByRole('button', { name: 'Change password' }).click()
  await dialog.getByRole('alert').waitFor()
  complaints.length = 0
  await dialog.getByLabel('Current password').fill(member.password)
  await dialog.getByRole('button', { name: 'Change password' }).click()
  await page.getByText('The password is changed').waitFor()
  await page.getByRole('link', { name: 'Models' }).click()
  await page.waitForURL(/models/)
  expect((await send(app, '/v1/me', { headers: { cookie: other } })).status).toBe(401)
  await expect(signInCookie(app, member.email, member.password)).rejects.toThrow()
  await signInCookie(app, member.email, 'another long password')
  expect(complaints).toEqual([])
  await context.close()
})

test('a key is made, shown once, used and revoked', async () => {
  const context = await browser.newContext({ storageState: session })
  const { page, complaints } = await openPage(context, app.url)
  await page.goto(`${app.url}/api-keys`)
  await page
    .getByRole('button', { name: /Create/ })
    .first()
    .click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Key name').fill('production worker')
  await dialog.getByRole('button', { name: /Create/ }).click()
  await dialog.getByText('shown only this once').waitFor()
  const key = (await dialog.locator('code').textContent())!
  expect((await send(app, '/v1/events', { key, body: chatEvent() })).status).toBe(200)
  await page.keyboard.press('Escape')
  expect(await page.content()).not.toContain(key)

  const row = page.getByRole('row').filter({ hasText: 'production worker' })
  await row.getByRole('button', { name: /Revoke/ }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Revoke key' }).click()
  await row.getByText('Revoked').waitFor()
  expect((await send(app, '/v1/events', { key, body: chatEvent() })).status).toBe(401)
  expect(complaints).toEqual([])
  await context.close()
})

test('a setup link that was used says what to do', async () => {
  const { page } = await openPage(await browser.newContext(), app.url)
  await page.goto(`${app.url}/setup?token=old`)
  await page.getByRole('link', { name: 'Go to sign in' }).waitFor()
})

test('an unknown address is said to be one', async () => {
  const context = await browser.newContext({ storageState: session })
  const { page } = await openPage(context, app.url)
  await page.goto(`${app.url}/no/such/page`)
  await page
    .getByText(/not found|no page/i)
    .first()
    .waitFor()
  await context.close()
})
