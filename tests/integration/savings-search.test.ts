import { beforeAll, describe, expect, test } from 'vitest'
import { toCatalogue } from '../../scripts/savings/case-catalogue.ts'
import { openCaseFolder } from '../../scripts/savings/case-folder.ts'
import { judgeScenario, toReported } from '../../scripts/savings/judge-scenario.ts'
import { searchWorkspace } from '../../scripts/savings/search-workspace.ts'
import { startTestApplication, type TestApplication } from '../support/test-application.ts'

let app: TestApplication
beforeAll(async () => {
  app = await startTestApplication()
})

describe.each(['cases', 'made'])('the workspaces in %s', (name) => {
  const { catalog, truth, workspaces } = openCaseFolder(`tests/fixtures/savings/${name}`)

  test.each(workspaces)('$id: all that holds is found, and nothing foolish', async ({ id, path }) => {
    const now = new Date(truth!.asOf)
    const ctx = { ...app.ctx, catalogue: toCatalogue(catalog), clock: () => now }
    const scenario = truth!.scenarios.find((each) => each.id === id)!
    const findings = await searchWorkspace(ctx, { id, path, scenario, margin: 0.05, minimumUsd: '1' })
    expect(judgeScenario(scenario, findings.map(toReported))).toMatchObject({ missed: [], foolish: [] })
    for (const finding of findings) expect(finding.sampleEventIds.length).toBeGreaterThan(0)
  })
})
