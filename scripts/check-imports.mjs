import { cruise } from 'dependency-cruiser'
import extractTSConfig from 'dependency-cruiser/config-utl/extract-ts-config'
import ruleSet from '../.dependency-cruiser.mjs'

const MINIMUM_MODULES = 20

const { output } = await cruise(
  ['shared', 'server', 'web/src'],
  { ...ruleSet.options, ruleSet, validate: true },
  undefined,
  { tsConfig: extractTSConfig('tsconfig.base.json') },
)

// A cruiser that cannot read TypeScript reports no violations in no modules.
const own = output.modules.filter(({ source }) => /^(shared|server|web)\//.test(source))
const unresolved = own.flatMap(({ source, dependencies }) =>
  dependencies.filter((d) => d.couldNotResolve).map((d) => `${source} -> ${d.module}`),
)
const violations = output.summary.violations.map((v) => `${v.rule.name}: ${v.from} -> ${v.to}`)

for (const line of violations) console.error(line)
for (const line of unresolved) console.error(`not resolved: ${line}`)
if (own.length < MINIMUM_MODULES) console.error(`only ${own.length} modules were read`)
console.log(`import rules: ${own.length} modules, ${violations.length} violations`)
process.exit(violations.length || unresolved.length || own.length < MINIMUM_MODULES ? 1 : 0)
