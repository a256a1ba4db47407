import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { programPaths } from '#server/paths.ts'
import { buildCatalogue, type Catalogue } from '#shared/pricing/catalogue.ts'
import type { ProviderFile } from '#shared/pricing/provider-file.ts'

/** The committed catalogue as it might have been a version ago: gpt-4o at twice its price. */
export function olderCatalogue(): Catalogue {
  const folder = programPaths().catalogue
  const files = readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .map((name): ProviderFile => JSON.parse(readFileSync(join(folder, name), 'utf8')))
  return buildCatalogue(
    files.map((file) => ({
      ...file,
      version: 'older-0123456789ab',
      models: file.models.map((model) =>
        file.provider === 'openai' && model.id === 'gpt-4o'
          ? { ...model, prices: [{ rates: { input: '5', cacheRead: '2.5', output: '20' } }] }
          : model,
      ),
    })),
  )
}
