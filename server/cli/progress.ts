import { Presets, SingleBar } from 'cli-progress'

export interface Progress {
  update(done: number, note?: string): void
  stop(): void
}

/** A bar on stderr with rate and time left; silent where nobody looks, so that scripts read stdout only. */
export function showProgress(total: number, unit: string): Progress {
  return showBar(total, `{bar} {percentage}% | {value} of {total} ${unit} | {eta_formatted} left {note}`)
}

const LINE_EVERY_MS = 5_000

/** As `showProgress`, with a note that says all; without a terminal or a known total, a line every few seconds. */
export function showNotes(total: number | undefined): Progress {
  if (total !== undefined && process.stderr.isTTY) return showBar(total, '{bar} {percentage}% | {note}')
  let printedAt = performance.now()
  return {
    update(_, note = '') {
      if (performance.now() - printedAt < LINE_EVERY_MS) return
      printedAt = performance.now()
      console.error(note)
    },
    stop: () => {},
  }
}

function showBar(total: number, format: string): Progress {
  const options = { format, stream: process.stderr, hideCursor: true, clearOnComplete: false }
  const bar = new SingleBar(options, Presets.shades_classic)
  bar.start(total, 0, { note: '' })
  return {
    update: (done, note = '') => bar.update(done, { note }),
    stop: () => bar.stop(),
  }
}
