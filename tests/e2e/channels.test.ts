import type { Page } from 'playwright-core'
import { beforeEach, expect, test } from 'vitest'
import { openPages } from '#tests/support/open-pages.ts'
import type { TestApplication } from '#tests/support/test-application.ts'

let app: TestApplication
let page: Page
const opened = openPages()
beforeEach(async () => {
  ;({ app, page } = opened())
  await page.goto(`${app.url}/alerts/channels`)
  await page.getByRole('heading', { name: 'Channels', level: 2 }).waitFor()
})

const row = (name: string) => page.getByRole('row').filter({ hasText: name })
const dialog = () => page.getByRole('dialog')

async function add(kind: string, name: string, field: string, target: string): Promise<void> {
  await page.getByRole('button', { name: 'Add channel' }).click()
  await page.getByRole('menuitem', { name: kind }).click()
  await dialog().getByLabel('Name', { exact: true }).fill(name)
  await dialog().getByLabel(field).fill(target)
  await dialog().getByRole('button', { name: 'Add channel' }).click()
}

const act = async (name: string, item: string) => {
  await row(name)
    .getByRole('button', { name: `Actions for ${name}` })
    .click()
  await page.getByRole('menuitem', { name: item }).click()
}

test('the secret of a webhook is shown once, and a new one replaces it', async () => {
  await add('Webhook', 'billing app', 'Address', 'https://hooks.example.com/spend')
  const first = await dialog().locator('code').textContent()
  expect(first).toMatch(/^whsec_/)
  await dialog().getByRole('button', { name: 'Done' }).click()
  await row('billing app').getByRole('cell', { name: 'https://hooks.example.com/spend' }).waitFor()
  await act('billing app', 'New secret…')
  await dialog().getByRole('button', { name: 'Make a new secret' }).click()
  await dialog().getByText('messages bear a signature of the old one as well').waitFor()
  expect(await dialog().locator('code').textContent()).not.toBe(first)
})

test('the address of a Slack channel is a secret: it is asked for, and not shown again', async () => {
  await add('Slack', '#llm-spend', 'Webhook address', 'https://hooks.slack.example/services/T0/B0/secret')
  await row('#llm-spend').getByText('Default').waitFor()
  expect(await page.content()).not.toContain('B0/secret')
  await act('#llm-spend', 'Edit…')
  expect(await dialog().getByLabel('Webhook address').inputValue()).toBe('')
  await dialog().getByLabel('Name', { exact: true }).fill('#spend')
  await dialog().getByRole('button', { name: 'Save' }).click()
  await row('#spend').waitFor()
  await act('#spend', 'Switch off…')
  await dialog().getByRole('button', { name: 'Switch off' }).click()
  await row('#spend').getByText('Switched off').first().waitFor()
  await act('#spend', 'Remove…')
  await dialog().getByRole('button', { name: 'Remove channel' }).click()
  await expect.poll(() => row('#spend').count()).toBe(0)
})

test('without a mail server no e-mail channel is offered', async () => {
  await page.getByRole('button', { name: 'Add channel' }).click()
  await page.getByRole('menuitem', { name: 'E-mail' }).and(page.locator('[aria-disabled="true"]')).waitFor()
})

test('who is no admin sees names and states, and is offered no change', async () => {
  await add('Discord', 'everyone', 'Webhook address', 'https://discord.example/api/webhooks/1/abc')
  await row('everyone').waitFor()
  await app.ctx.db.execute(`update users set role = 'editor'`)
  try {
    await page.reload()
    await page.getByText('Only an admin adds and changes channels.').waitFor()
    await row('everyone').waitFor()
    expect(await page.getByRole('button', { name: 'Add channel' }).count()).toBe(0)
    expect(await page.getByRole('button', { name: /^Actions for/ }).count()).toBe(0)
  } finally {
    await app.ctx.db.execute(`update users set role = 'admin'`)
  }
})
