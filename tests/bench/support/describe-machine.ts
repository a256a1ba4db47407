import { availableParallelism, cpus, loadavg, totalmem } from 'node:os'

/** What a reader has to know about where figures come from. Other work on the machine spoils all but the ratios. */
export function describeMachine(): string {
  const [load] = loadavg()
  const model = cpus()[0]?.model.trim() || 'unknown CPU'
  const gigabytes = Math.round(totalmem() / 2 ** 30)
  return (
    `# ${availableParallelism()} CPUs (${model}), ${gigabytes} GB, ${process.platform} ${process.arch}, ` +
    `Node ${process.versions.node}, load before the run ${load!.toFixed(1)}`
  )
}
