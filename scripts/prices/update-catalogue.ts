import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { buildCatalogue } from '#shared/pricing/catalogue.ts'
import { describeChange } from '#shared/pricing/describe-change.ts'
import { diffCatalogues } from '#shared/pricing/diff-catalogues.ts'
import { suspicionOf } from '#shared/pricing/suspicious-changes.ts'
import { buildFiles } from './build-files.ts'

const FOLDER = new URL('../../shared/pricing/catalogue/', import.meta.url)

const jsonOf = (files: ReadonlyMap<string, string>) =>
  [...files].filter(([name]) => name.endsWith('.json')).map(([, text]) => JSON.parse(text))

/** `--accept openai/o3,google/gemini-2.5-pro`: models whose suspicious moves were looked at and are right. */
function readAccepted(args: readonly string[]): ReadonlySet<string> {
  const index = args.indexOf('--accept')
  return new Set(index < 0 ? [] : (args[index + 1] ?? '').split(','))
}

const { files, models, leftOut } = await buildFiles()
mkdirSync(FOLDER, { recursive: true })
const old = new Map(readdirSync(FOLDER).map((name) => [name, readFileSync(new URL(name, FOLDER), 'utf8')]))

const before = buildCatalogue(jsonOf(old))
const after = buildCatalogue(jsonOf(files))
const accepted = readAccepted(process.argv)
const checkedUntil = Date.parse(before.checkedOn)
const moves = diffCatalogues(before, after).map((change) => ({
  change,
  why: suspicionOf(change, checkedUntil),
}))
const refused = moves.filter(({ change, why }) => why && !accepted.has(`${change.provider}/${change.model}`))

for (const { change, why } of moves) console.log(`${why ?? 'ok'}: ${describeChange(change)}`)
for (const reason of leftOut) console.log(`not priced upstream: ${reason}`)
console.log(`catalogue ${after.version}: ${after.providers.size} providers, ${models} models`)

if (process.argv.includes('--dry-run')) {
  console.log(`${moves.length} prices would change, ${refused.length} of them suspiciously`)
} else if (refused.length > 0) {
  console.error(
    `refused: ${refused.length} suspicious moves, nothing written. Name the models to --accept them.`,
  )
  process.exitCode = 1
} else {
  const stale = [...old.keys()].filter((name) => !files.has(name))
  const changed = [...files].filter(([name, text]) => old.get(name) !== text)
  for (const name of stale) rmSync(new URL(name, FOLDER))
  for (const [name, text] of changed) writeFileSync(new URL(name, FOLDER), text)
  console.log(`${changed.length} files written, ${stale.length} deleted`)
}
