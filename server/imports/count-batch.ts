import type { RejectedLine } from './rejected-line.ts'
import type { StoredBatch } from './store-batch.ts'

/** What became of the lines so far. */
export interface ImportCounts {
  lines: number
  accepted: number
  duplicates: number
  rejected: number
  /** The rejected lines by what is wrong with them, so that there is no list that grows with the file. */
  problems: ProblemCount[]
}

export interface ProblemCount {
  code: string
  lines: number
  firstLine: number
  lastLine: number
  /** Of the first one. */
  pointer: string
  detail: string
}

export const NOTHING_COUNTED: ImportCounts = Object.freeze({
  lines: 0,
  accepted: 0,
  duplicates: 0,
  rejected: 0,
  problems: [],
})

export function countBatch(before: ImportCounts, batch: StoredBatch): ImportCounts {
  return {
    lines: before.lines + batch.lines,
    accepted: before.accepted + batch.accepted,
    duplicates: before.duplicates + batch.duplicates,
    rejected: before.rejected + batch.rejected.length,
    problems: batch.rejected.reduce(countProblem, before.problems),
  }
}

function countProblem(counted: ProblemCount[], rejected: RejectedLine): ProblemCount[] {
  const { line, code, pointer, detail } = rejected
  const known = counted.find((problem) => problem.code === code)
  if (!known) return [...counted, { code, lines: 1, firstLine: line, lastLine: line, pointer, detail }]
  return counted.map((problem) =>
    problem === known ? { ...known, lines: known.lines + 1, lastLine: line } : problem,
  )
}
