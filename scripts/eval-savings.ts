import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { openApplication } from '#server/application.ts'
import { parseConfig } from '#server/config.ts'
import { toCatalogue } from './savings/case-catalogue.ts'
import { type CaseFolder, openCaseFolder } from './savings/case-folder.ts'
import { judgeScenario, type Reported, toReported } from './savings/judge-scenario.ts'
import { searchWorkspace } from './savings/search-workspace.ts'

const { values } = parseArgs({
  options: {
    cases: { type: 'string', default: 'tests/fixtures/savings/cases' },
    out: { type: 'string' },
    margin: { type: 'string', default: '0.05' },
    'min-saving': { type: 'string', default: '1' },
    only: { type: 'string' },
  },
})

const folder = openCaseFolder(values.cases)
const reports = await searchAll(folder)
if (values.out) writeFileSync(values.out, `${JSON.stringify(reports, null, 1)}\n`)
process.exitCode = judgeAll(folder, reports) ? 0 : 1

/** Every workspace in a database of its own making, at the clock of the cases. */
async function searchAll({ catalog, truth, workspaces }: CaseFolder): Promise<Record<string, Reported[]>> {
  const dataFolder = mkdtempSync(join(tmpdir(), 'spendscope-savings-'))
  chmodSync(dataFolder, 0o755) // Postgres may run as another user
  const application = await openApplication({ ...parseConfig({}), dataFolder, logLevel: 'error' })
  const now = new Date(truth?.asOf ?? catalog.asOf)
  const ctx = { ...application.ctx, catalogue: toCatalogue(catalog), clock: () => now }
  const reports: Record<string, Reported[]> = {}
  try {
    for (const { id, path } of workspaces.filter((each) => !values.only || each.id.startsWith(values.only))) {
      const scenario = truth?.scenarios.find((each) => each.id === id)
      const margin = Number(values.margin)
      const findings = await searchWorkspace(ctx, {
        id,
        path,
        scenario,
        margin,
        minimumUsd: values['min-saving'],
      })
      reports[id] = findings.map(toReported)
    }
    return reports
  } finally {
    await application.close()
    rmSync(dataFolder, { recursive: true, force: true })
  }
}

function judgeAll({ truth }: CaseFolder, searched: Record<string, Reported[]>): boolean {
  if (!truth) return true
  const scenarios = truth.scenarios.filter(({ id }) => id in searched)
  let passed = 0
  for (const scenario of scenarios) {
    const { found, missed, foolish } = judgeScenario(scenario, searched[scenario.id]!)
    if (missed.length + foolish.length === 0) passed += 1
    const say = (word: string, list: string[]) => (list.length > 0 ? `; ${word} ${list.join(', ')}` : '')
    console.log(`${scenario.id}: found ${found.length}${say('missed', missed)}${say('foolish', foolish)}`)
    if (missed.length > 0) console.log(`  reported: ${JSON.stringify(searched[scenario.id])}`)
  }
  console.log(`passed ${passed} of ${scenarios.length}`)
  return passed === scenarios.length && passed > 0
}
