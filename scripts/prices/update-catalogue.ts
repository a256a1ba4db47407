import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { buildCatalogue } from '#shared/pricing/catalogue.ts'
import { buildFiles } from './build-files.ts'

const FOLDER = new URL('../../shared/pricing/catalogue/', import.meta.url)

const { files, models, leftOut } = await buildFiles()
const json = [...files].filter(([name]) => name.endsWith('.json'))
const { version } = buildCatalogue(json.map(([, text]) => JSON.parse(text)))

mkdirSync(FOLDER, { recursive: true })
const old = new Map(readdirSync(FOLDER).map((name) => [name, readFileSync(new URL(name, FOLDER), 'utf8')]))
const stale = [...old.keys()].filter((name) => !files.has(name))
const changed = [...files].filter(([name, text]) => old.get(name) !== text)

for (const name of stale) rmSync(new URL(name, FOLDER))
for (const [name, text] of changed) writeFileSync(new URL(name, FOLDER), text)

for (const reason of leftOut) console.log(`not priced upstream: ${reason}`)
console.log(`catalogue ${version}: ${json.length} providers, ${models} models`)
console.log(`${changed.length} files written, ${stale.length} deleted`)
