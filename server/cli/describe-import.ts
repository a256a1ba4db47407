import type { ImportCounts, ProblemCount } from '#server/imports/count-batch.ts'

/** Where an import stands at an instant. */
export interface ImportState {
  counts: ImportCounts
  bytesRead: number
  /** Milliseconds of any clock that only goes forward. */
  at: number
}

/** `42% | 84,000 lines | 12,300 a second | 20 s left | 83,990 stored, 10 there already, 0 rejected` */
export function describeImport(start: ImportState, now: ImportState, total: number | undefined): string {
  const seconds = (now.at - start.at) / 1000
  const lines = now.counts.lines - start.counts.lines
  const bytes = now.bytesRead - start.bytesRead
  const isKnown = seconds > 0 && bytes > 0
  const { accepted, duplicates, rejected } = now.counts
  return [
    ...(total ? [`${Math.floor((now.bytesRead / total) * 100)}%`] : []),
    `${count(now.counts.lines)} lines`,
    ...(isKnown ? [`${count(Math.round(lines / seconds))} a second`] : []),
    ...(isKnown && total ? [`${formatSeconds(((total - now.bytesRead) / bytes) * seconds)} left`] : []),
    `${count(accepted)} stored, ${count(duplicates)} there already, ${count(rejected)} rejected`,
  ].join(' | ')
}

/** `timestamp_out_of_range: 120 lines, 1 to 130; the first: /timestamp The timestamp is ...` */
export function describeProblem({ code, lines, firstLine, lastLine, pointer, detail }: ProblemCount): string {
  const which =
    lines === 1 ? `line ${firstLine}:` : `${count(lines)} lines, ${firstLine} to ${lastLine}; the first:`
  return `${code}: ${which} ${pointer && `${pointer} `}${detail}`
}

export const count = (number: number) => number.toLocaleString('en-US')

function formatSeconds(seconds: number): string {
  if (seconds < 60) return `${Math.ceil(seconds)} s`
  const minutes = Math.ceil(seconds / 60)
  return minutes < 60 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`
}
