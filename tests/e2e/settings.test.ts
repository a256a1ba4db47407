import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { openPage } from '#tests/support/browser.ts'
import { chatEvent } from '#tests/support/events.ts'
import { openBrowser } from '#tests/support/open-browser.ts'
import { ADMIN, createAdmin, createMember, type Session } from '#tests/support/sign-in.ts'
import {
  createTestProject,
  send,
  startTestApplication,
  type TestApplication,
} from '#tests/support/test-application.ts'

let app: TestApplication
let browser: Browser
let session: Session
let key: string
beforeAll(async () => {
  app = await startTestApplication()
  browser = await openBrowser()
  session = await createAdmin(app, browser)
  key = (await createTestProject(app)).key
  await send(app, '/v1/events', { key, body: chatEvent() })
})

/** A page of a context of its own; closing it makes sure that nothing was complained about. */
async function visit(path: string, options: BrowserContextOptions = { storageState: session }) {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, ...options })
  const { page, complaints } = await openPage(context, app.url)
  await page.goto(app.url + path)
  const close = async () => {
    expect(complaints).toEqual([])
    await context.close()
  }
  return { page, close }
}

async function signInAs(member: { cookie: string }): Promise<BrowserContextOptions> {
  const [name, value] = member.cookie.split(/=(.*)/s)
  const cookies = [{ name: name!, value: value!, domain: '127.0.0.1', path: '/', expires: -1 }]
  return {
    storageState: {
      cookies: cookies.map((cookie) => ({
        ...cookie,
        httpOnly: true,
        secure: false,
        sameSite: 'Lax' as const,
      })),
      origins: [],
    },
  }
}

const row = (page: Page, text: string) => page.getByRole('row').filter({ hasText: text })

test('an admin makes a project and invites an editor to it, who joins by the link and is later let go', async () => {
  const admin = await visit('/settings/projects')
  await admin.page.getByRole('button', { name: 'New project' }).click()
  await admin.page.getByRole('dialog').getByLabel('Name').fill('Checkout')
  await admin.page.getByRole('button', { name: 'Create project' }).click()
  await row(admin.page, 'Checkout').waitFor()

  await admin.page.getByRole('link', { name: 'Members' }).click()
  await admin.page.getByRole('button', { name: 'Invite' }).click()
  const dialog = admin.page.getByRole('dialog')
  await dialog.getByLabel('Email').fill('grace@example.com')
  await dialog.getByLabel('Role').selectOption('editor')
  await dialog.getByLabel(/All projects/).uncheck()
  await dialog.getByLabel('Checkout').check()
  await dialog.getByRole('button', { name: 'Create link' }).click()
  const link = (await dialog.locator('code').textContent())!
  await dialog.getByRole('button', { name: 'Done' }).click()
  await row(admin.page, 'grace@example.com').getByText('Editor, Checkout').waitFor()

  const invited = await visit(link.slice(app.url.length), {})
  await invited.page.getByText('grace@example.com').waitFor()
  await invited.page.getByLabel('Name').fill('Grace Hopper')
  await invited.page.getByLabel('Password').fill('correct horse battery')
  await invited.page.getByRole('button', { name: 'Join' }).click()
  await invited.page.getByRole('button', { name: /Grace Hopper/ }).waitFor()

  await admin.page.reload()
  await row(admin.page, 'Grace Hopper')
    .getByRole('button', { name: /Actions/ })
    .click()
  await admin.page.getByRole('menuitem', { name: 'Deactivate' }).click()
  await row(admin.page, 'Grace Hopper').getByText('Deactivated').waitFor()
  await invited.page.goto(`${app.url}/settings/api-keys`)
  await invited.page.waitForURL(/sign-in/)
  await admin.close()
  await invited.page.context().close()

  const used = await browser.newContext()
  const page = await used.newPage()
  await page.goto(link)
  await page.getByText('used already').waitFor()
  await used.close()
})

test('an admin archives a project, declares a tag and finds all of it in the audit log', async () => {
  const { page, close } = await visit('/settings/projects')
  await page.getByRole('button', { name: 'New project' }).click()
  await page.getByRole('dialog').getByLabel('Name').fill('Old app')
  await page.getByRole('button', { name: 'Create project' }).click()
  await page.getByRole('button', { name: 'Archive Old app' }).click()
  await row(page, 'Old app').getByText('Archived').waitFor()
  await page.getByRole('button', { name: 'Restore Old app' }).click()
  await page.getByRole('button', { name: 'Archive Old app' }).waitFor()

  await page.getByRole('link', { name: 'Tags' }).click()
  await page.getByLabel('Tag key of Old app').fill('customer')
  await page.getByRole('region', { name: 'Old app' }).getByRole('button', { name: 'Declare' }).click()
  await page.getByRole('button', { name: 'Retire customer of Old app' }).waitFor()

  await page.getByRole('link', { name: 'Audit log' }).click()
  await page.getByLabel('What', { exact: true }).selectOption('project.declare-tag')
  await page.waitForURL(/action=project\.declare-tag/)
  await row(page, ADMIN.email).getByText('key: customer').waitFor()
  expect(await page.getByRole('row').count()).toBe(2)
  await page.goBack()
  await page.getByText('archived:').first().waitFor()
  await close()
})

test('an admin changes zone, currency and retention, each with what it means beforehand', async () => {
  const { page, close } = await visit('/settings')
  await page.getByLabel('Zone', { exact: true }).fill('Asia/Kathmandu')
  await page.getByText('built again for Asia/Kathmandu').waitFor()
  await page.getByRole('button', { name: 'Change' }).click()
  await page
    .getByText(/Building the daily sums of Asia\/Kathmandu|midnight of Asia\/Kathmandu/)
    .first()
    .waitFor()

  await page.getByRole('combobox', { name: 'Currency' }).selectOption('EUR')
  await page.getByLabel('1 USD in EUR').fill('0.5')
  await page.getByLabel('Rate of').fill('2026-01-01')
  await page.getByRole('region', { name: 'Currency' }).getByRole('button', { name: 'Save' }).click()
  await page.getByText('Screens show amounts in EUR').waitFor()
  await page.getByRole('link', { name: 'Overview' }).click()
  // Half of 0.005615 USD; the title keeps what is stored.
  await page.getByText('1 USD is 0.5 EUR').waitFor()
  const spend = page.getByLabel('Key figures').getByTitle('$0.005615 USD').first()
  expect(await spend.textContent()).toBe('€0.0028')

  for (const [link, place] of [
    ['Explore', page.getByRole('table').getByTitle('$0.005615 USD').first()],
    ['Models', page.getByRole('row', { name: /gpt-4o/ }).getByTitle('$0.005615 USD')],
    ['Requests', page.getByRole('row', { name: /gpt-4o/ }).getByTitle('$0.005615 USD')],
  ] as const) {
    await page.getByRole('link', { name: link, exact: true }).click()
    await page.getByText('1 USD is 0.5 EUR, rate of Jan 1, 2026').waitFor()
    expect(await place.textContent()).toMatch(/^€0\.0028(08)?$/)
  }

  await page.goto(`${app.url}/settings`)
  await page.getByLabel('Keep single events').selectOption('1')
  await page.getByText(/Drops 0 events before .*; sums stay/).waitFor()
  await close()
})

test('an editor manages keys and is told what takes an admin', async () => {
  const editor = await createMember(app, { role: 'editor' })
  const { page, close } = await visit('/api-keys', await signInAs(editor))
  await page.waitForURL(/settings\/api-keys/)
  await page.getByRole('button', { name: 'Create key' }).click()
  await page.getByLabel('Key name').fill('by the editor')
  expect(await page.getByRole('option', { name: 'New project…' }).count()).toBe(0)
  await page.getByRole('dialog').getByRole('button', { name: 'Create key' }).click()
  await page.getByText('shown only this once').waitFor()
  await page.keyboard.press('Escape')
  for (const [link, note] of [
    ['Members', 'Only an admin sees, invites and changes members.'],
    ['Projects', 'Only an admin makes, renames and archives projects.'],
    ['General', 'Only an admin changes these.'],
    ['Audit log', 'Only an admin reads the audit log.'],
    ['About', 'Only an admin sees health and storage.'],
  ]) {
    await page.getByRole('link', { name: link! }).click()
    await page.getByText(note!).waitFor()
    expect(await page.getByRole('main').getByRole('button').count()).toBe(0)
  }
  await close()
})

test('a viewer of one project reads its spend, sees no other, and is offered nothing to change', async () => {
  const mine = await createTestProject(app)
  await send(app, '/v1/events', { key: mine.key, body: chatEvent({ model: 'gpt-4o-mini' }) })
  const viewer = await createMember(app, { role: 'viewer', projects: [mine.project.id] })
  const { page, close } = await visit('/', await signInAs(viewer))
  await row(page, 'gpt-4o-mini').first().waitFor()
  expect(await page.getByText('gpt-4o', { exact: true }).count()).toBe(0)
  await page.getByRole('link', { name: 'Settings' }).click()
  for (const link of ['General', 'Members', 'Projects', 'API keys', 'Tags', 'Audit log', 'About']) {
    await page.getByRole('link', { name: link, exact: true }).click()
    await page.getByText(/Only an (editor or an )?admin/).waitFor()
    expect(await page.getByRole('main').getByRole('button').count()).toBe(0)
  }
  await close()
})
