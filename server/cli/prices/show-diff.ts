import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { SetupError } from '#server/errors.ts'
import { programPaths } from '#server/paths.ts'
import { loadCatalogue } from '#server/prices/load-catalogue.ts'
import { describeChange } from '#shared/pricing/describe-change.ts'
import { diffCatalogues } from '#shared/pricing/diff-catalogues.ts'

/** What another catalogue would change: that of a folder, or the one that the generator would write. */
export function showDiff([folder, ...rest]: string[]): void {
  if (rest.length > 0) throw new SetupError('Name one folder: prices diff FOLDER')
  if (folder) compareWith(folder)
  else runGenerator()
}

function compareWith(folder: string): void {
  if (!existsSync(folder)) throw new SetupError(`There is no folder ${JSON.stringify(folder)}.`)
  const [before, after] = [loadCatalogue(programPaths().catalogue), loadCatalogue(folder)]
  const changes = diffCatalogues(before, after)
  for (const change of changes) console.log(describeChange(change))
  console.log(`${before.version} -> ${after.version}: ${changes.length} prices would change`)
}

/** The generator belongs to the clone, with its pinned data package; a package or image has only its result. */
function runGenerator(): void {
  const { root } = programPaths()
  const generator = join(root, 'scripts', 'prices', 'update-catalogue.ts')
  if (!existsSync(generator))
    throw new SetupError('Name the folder of the other catalogue: prices diff FOLDER')
  const { status } = spawnSync(process.execPath, ['--import', 'tsx', generator, '--dry-run'], {
    cwd: root,
    stdio: 'inherit',
  })
  process.exitCode = status ?? 1
}
