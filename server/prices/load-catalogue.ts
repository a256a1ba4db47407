import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { buildCatalogue, type Catalogue } from '#shared/pricing/catalogue.ts'

/** Reads the committed price files, one a provider. @throws when one of them is malformed. */
export function loadCatalogue(folder: string): Catalogue {
  const files = readdirSync(folder).filter((name) => name.endsWith('.json'))
  return buildCatalogue(files.sort().map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8'))))
}
