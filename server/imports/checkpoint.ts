import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import type { AppContext } from '#server/context.ts'
import { findStoredEvents } from '#server/ingest/find-stored-events.ts'
import type { ImportCounts } from './count-batch.ts'
import type { FileIdentity, ImportFormat } from './open-source.ts'

/** How far an import has come. All before `end` is stored, or in the file of rejected lines. */
export interface Checkpoint {
  file: FileIdentity
  projectId: number
  format: ImportFormat
  /** In bytes of the unpacked file. */
  end: number
  /** Whether a line before `end` had no id: such lines have to be seen again to name those behind. */
  hasNamed: boolean
  counts: ImportCounts
  rejectsFile: string
  rejectsBytes: number
  /** The last event stored. */
  last: { id: string; timestamp: string } | undefined
}

type Subject = Pick<Checkpoint, 'file' | 'projectId' | 'format'>

/** Kept in the data folder, so that the folder of the file may be read-only. */
function fileOf(ctx: AppContext, { file, projectId }: Subject): string {
  const name = createHash('sha256').update(`${file.path}\n${projectId}`).digest('hex').slice(0, 16)
  return join(ctx.config.dataFolder, 'imports', `${name}.json`)
}

/**
 * Where an earlier import of the very same file into the same project ended. It is believed only when the last event
 * that it counts is in the database: a backup may have been restored, or the database may be another one.
 */
export async function findCheckpoint(ctx: AppContext, subject: Subject): Promise<Checkpoint | undefined> {
  const checkpoint = read(fileOf(ctx, subject))
  if (!checkpoint) return undefined
  const { file, projectId, format, last } = checkpoint
  if (!isDeepStrictEqual({ file, projectId, format }, subject) || !last) return undefined
  const [stored] = await findStoredEvents(ctx, projectId, [{ id: last.id, occurred_at: last.timestamp }])
  return stored && checkpoint
}

/** Written beside and moved into place: a checkpoint is there as a whole or not at all. */
export function saveCheckpoint(ctx: AppContext, checkpoint: Checkpoint): void {
  const file = fileOf(ctx, checkpoint)
  mkdirSync(join(ctx.config.dataFolder, 'imports'), { recursive: true })
  const draft = `${file}.${process.pid}`
  writeFileSync(draft, JSON.stringify(checkpoint))
  renameSync(draft, file)
}

export function removeCheckpoint(ctx: AppContext, subject: Subject): void {
  rmSync(fileOf(ctx, subject), { force: true })
}

/** Only we write it; a damaged one is as good as none, since starting again is always right. */
function read(file: string): Checkpoint | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Checkpoint
  } catch {
    return undefined
  }
}
