import { parseArgs } from 'node:util'
import { formatLines, formatSummary, growthLines } from './queries/format-results.ts'
import { measureSize, type SizeResult } from './queries/measure-size.ts'

const { values: options } = parseArgs({
  options: {
    /** Numbers of events, smallest first. Ten million need some 20 GB of disk while it runs. */
    events: { type: 'string', default: '1000000,10000000' },
  },
})

const results: SizeResult[] = []
for (const events of options.events.split(',').map(Number)) {
  const result = await measureSize(events, (text) => console.error(text))
  results.push(result)
}
for (const line of [...formatLines(results), ...growthLines(results)]) console.log(line)
console.log(`\n${formatSummary(results)}`)
