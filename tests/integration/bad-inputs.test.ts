import { beforeAll, expect, test } from 'vitest'
import { readCaseFile } from '#scripts/inputs/input-case.ts'
import type { MacroScope } from '#scripts/inputs/macros.ts'
import { readMapping } from '#scripts/inputs/mapping.ts'
import { openScope, runInputCase } from '#scripts/inputs/run-input-case.ts'
import { localTarget, type Target } from '#scripts/inputs/target.ts'
import { startTestApplication } from '#tests/support/test-application.ts'

const { cases, fields } = readCaseFile(new URL('../fixtures/bad-inputs.json', import.meta.url))
const mapping = readMapping(fields)
let target: Target
let scope: MacroScope

beforeAll(async () => {
  const app = await startTestApplication()
  target = await localTarget(app.ctx, app.url)
  scope = openScope(target, mapping)
})

test.each(cases)('$id: $title', async (item) => {
  expect(await runInputCase(target, mapping, scope, item)).toEqual([])
})

test('no input has changed what every object is made from', () => {
  expect(['polluted', 'isAdmin', 'x'].filter((name) => name in {})).toEqual([])
})
