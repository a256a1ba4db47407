import type { Page } from 'playwright-core'
import { beforeEach, expect, test } from 'vitest'
import { makeChannel } from '#tests/support/alerts.ts'
import { chatEvent } from '#tests/support/events.ts'
import { openPages } from '#tests/support/open-pages.ts'
import { type Receiver, startReceiver } from '#tests/support/receiver.ts'
import { createTestProject, send, type TestApplication } from '#tests/support/test-application.ts'

const DAY_MS = 86_400_000

let app: TestApplication
let page: Page
let receiver: Receiver
const opened = openPages({ config: { allowedPrivateCidrs: ['127.0.0.0/8'] }, fill })
beforeEach(() => {
  ;({ app, page } = opened())
})

/** Something was spent on each of the last two weeks' days. */
async function fill(application: TestApplication): Promise<void> {
  const { key } = await createTestProject(application)
  const body = Array.from({ length: 15 }, (_, day) =>
    chatEvent({
      timestamp: new Date(Date.now() - day * DAY_MS).toISOString(),
      usage: undefined,
      costUsd: 12,
    }),
  )
  expect((await send(application, '/v1/events', { key, body })).status).toBe(200)
  receiver = await startReceiver()
  const channel = { kind: 'slack', name: '#spend', isDefault: false, webhookUrl: receiver.url } as const
  await makeChannel(application.ctx, channel)
}

const dialog = () => page.getByRole('dialog')
const row = () => page.getByRole('main').getByRole('listitem').filter({ hasText: '#spend' })
const act = async (name: string, item: string) => {
  await page.getByRole('button', { name: `Actions for ${name}` }).click()
  await page.getByRole('menuitem', { name: item }).click()
}

test('a digest is made, listed with when it comes, edited, tried out, paused and removed', async () => {
  await page.goto(`${app.url}/alerts/digests`)
  await page.getByText('None yet.').waitFor()
  await page.getByRole('button', { name: 'New digest' }).click()
  await dialog().getByLabel('Name', { exact: true }).fill('For the board')
  await dialog().getByLabel('At', { exact: true }).selectOption('9')
  await dialog().getByLabel('Time zone').fill('Europe/Berlin')
  expect(
    await dialog()
      .getByRole('checkbox', { name: /#spend/ })
      .isChecked(),
  ).toBe(true)
  await dialog().getByRole('button', { name: 'Add digest' }).click()
  await row().getByText('For the board').waitFor()
  await row().getByText('Every Monday at 09:00, Europe/Berlin').waitFor()
  await row()
    .getByText(/^All projects · #spend · Next on Mon, .+ at 09:00$/)
    .waitFor()
  await act('For the board', 'Edit…')
  await dialog().getByLabel('Name', { exact: true }).fill('For everybody')
  await dialog().getByLabel('At', { exact: true }).selectOption('7')
  await dialog().getByRole('button', { name: 'Save' }).click()
  await row().getByText('Every Monday at 07:00, Europe/Berlin').waitFor()
  await act('For everybody', 'Send a test')
  await dialog().getByText('Delivered').waitFor()
  await dialog().getByRole('button', { name: 'Done' }).click()
  expect(JSON.parse(receiver.received[0]!.body).text).toMatch(/^Test: For everybody: \$84\.00/)
  await act('For everybody', 'Pause')
  await row().getByText('Paused').waitFor()
  expect(
    await row()
      .getByText(/Next on/)
      .count(),
  ).toBe(0)
  await act('For everybody', 'Remove…')
  await dialog().getByRole('button', { name: 'Remove digest' }).click()
  await page.getByText('None yet.').waitFor()
})

test('a zone that there is not is told at its field, and nothing that was typed is lost', async () => {
  await page.goto(`${app.url}/alerts/digests`)
  await page.getByRole('button', { name: 'New digest' }).click()
  await dialog().getByLabel('Name', { exact: true }).fill('Lunar')
  await dialog().getByLabel('Time zone').fill('Moon/Base')
  await dialog().getByRole('button', { name: 'Add digest' }).click()
  await dialog()
    .getByText(/Moon\/Base/)
    .waitFor()
  expect(await dialog().getByLabel('Name', { exact: true }).inputValue()).toBe('Lunar')
  expect(opened().complaints.splice(0)).toEqual([expect.stringContaining('400')])
})
