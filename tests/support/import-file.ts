import type { AppContext } from '#server/context.ts'
import type { ImportCounts } from '#server/imports/count-batch.ts'
import { type ImportRequest, type ImportResult, importEvents } from '#server/imports/import-events.ts'
import { openFile } from '#server/imports/open-source.ts'

export interface FileImport extends ImportResult {
  /** What an earlier import had counted, where this one went on. */
  resumed: ImportCounts | undefined
  rejectsFile: string
}

/** Imports a file as the command does. */
export async function importFile(
  ctx: AppContext,
  projectId: string,
  file: string,
  more: Partial<ImportRequest> = {},
): Promise<FileImport> {
  let resumed: ImportCounts | undefined
  const rejectsFile = `${file}.rejected.ndjson`
  const result = await importEvents(ctx, {
    projectId: Number(projectId),
    source: more.source ?? openFile(file),
    format: /\.csv$/.test(file) ? 'csv' : 'ndjson',
    rejectsFile,
    restart: false,
    signal: new AbortController().signal,
    onStart: (counts) => {
      resumed = counts
    },
    onProgress: () => {},
    ...more,
  })
  return { ...result, resumed, rejectsFile }
}
