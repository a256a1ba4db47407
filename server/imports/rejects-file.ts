import { appendFileSync, rmSync, statSync, truncateSync } from 'node:fs'
import { SetupError } from '#server/errors.ts'
import type { RejectedLine } from './rejected-line.ts'

export interface RejectsFile {
  append(lines: readonly RejectedLine[]): void
  size(): number
}

/**
 * The file of rejected lines: none of an earlier import is left in it, except the first `keep` bytes of the one
 * that goes on. It is there only when something was rejected. @throws SetupError when it cannot be written.
 */
export function openRejectsFile(file: string, keep: number): RejectsFile {
  let size = attempt(file, () => cutTo(file, keep))
  return {
    append(lines) {
      if (lines.length === 0) return
      const text = lines.map((line) => `${JSON.stringify(line)}\n`).join('')
      attempt(file, () => appendFileSync(file, text))
      size += Buffer.byteLength(text)
    },
    size: () => size,
  }
}

function cutTo(file: string, keep: number): number {
  const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0
  if (keep === 0) rmSync(file, { force: true })
  else if (size > keep) truncateSync(file, keep)
  return Math.min(size, keep)
}

function attempt<T>(file: string, work: () => T): T {
  try {
    return work()
  } catch (error) {
    throw new SetupError(
      `${file} cannot be written: ${(error as Error).message}. Name another with --rejects.`,
      {
        cause: error,
      },
    )
  }
}
