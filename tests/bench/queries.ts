import { parseArgs } from 'node:util'
import { formatLines, formatSummary, growthLines } from './queries/format-results.ts'
import { measureSize, type SizeResult } from './queries/measure-size.ts'
import { describeMachine } from './support/describe-machine.ts'

const { values: options } = parseArgs({
  options: {
    /** Numbers of events, smallest first. Ten million need some 20 GB of disk while it runs. */
    events: { type: 'string', default: '1000000,10000000' },
  },
})

console.log(describeMachine())
const results: SizeResult[] = []
for (const events of options.events.split(',').map(Number))
  results.push(await measureSize(events, (text) => console.error(text)))
for (const line of [...formatLines(results), ...growthLines(results)]) console.log(line)
console.log(`\n${formatSummary(results)}`)
