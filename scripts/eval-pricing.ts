import { parseArgs } from 'node:util'
import { programPaths } from '#server/paths.ts'
import { loadCatalogue } from '#server/prices/load-catalogue.ts'
import { expectationOf, readPricingCases, runPricingCase } from './pricing-cases.ts'

const { values } = parseArgs({
  options: { cases: { type: 'string', default: 'tests/fixtures/pricing/cases.json' } },
})

const catalogue = loadCatalogue(programPaths().catalogue)
const cases = readPricingCases(values.cases)
let passed = 0
for (const item of cases) {
  const expected = expectationOf(item)
  let got: string
  try {
    got = runPricingCase(catalogue, item)
  } catch (error) {
    got = `error: ${(error as Error).message}`
  }
  if (got === expected) passed++
  else console.log(`${item.id}: expected ${expected}, got ${got}`)
}
console.log(`passed ${passed} of ${cases.length}`)
process.exitCode = cases.length > 0 && passed === cases.length ? 0 : 1
