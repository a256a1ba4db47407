import { Presets, SingleBar } from 'cli-progress'

export interface Progress {
  update(done: number, note?: string): void
  stop(): void
}

/** A bar on stderr with rate and time left; silent where nobody looks, so that scripts read stdout only. */
export function showProgress(total: number, unit: string): Progress {
  const bar = new SingleBar(
    {
      format: `{bar} {percentage}% | {value} of {total} ${unit} | {eta_formatted} left {note}`,
      stream: process.stderr,
      hideCursor: true,
      clearOnComplete: false,
    },
    Presets.shades_classic,
  )
  bar.start(total, 0, { note: '' })
  return {
    update: (done, note = '') => bar.update(done, { note }),
    stop: () => bar.stop(),
  }
}
