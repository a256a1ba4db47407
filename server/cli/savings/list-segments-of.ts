import { parseArgs } from 'node:util'
import type { Config } from '#server/config.ts'
import { SetupError } from '#server/errors.ts'
import { listSegments } from '#server/savings/segments/list-segments.ts'
import { ListSegmentsQuery, type Segment } from '#shared/api/segments.ts'
import { printJson, withContext } from '../command.ts'
import { projectIdOf } from '../prices/project-id-of.ts'

export async function listSegmentsOf(args: string[], config: Config): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      project: { type: 'string' },
      limit: { type: 'string', default: '50' },
      json: { type: 'boolean', default: false },
    },
  })
  const limit = ListSegmentsQuery.shape.limit.safeParse(values.limit)
  if (!limit.success) throw new SetupError('--limit takes a number from 1 to 200.')
  const page = await withContext(config, async (ctx) => {
    const project = (await projectIdOf(ctx, values.project)) ?? undefined
    return listSegments(ctx, { project, limit: limit.data }, undefined)
  })
  if (values.json) return printJson(page)
  for (const segment of page.data) console.log(describe(segment))
  if (page.data.length === 0)
    console.log('None yet: they are made by a search, once a day or with "savings refresh".')
}

function describe({ feature, task, environment, model, costUsd, summary }: Segment): string {
  const { requests, promptTokens, outputTokens, latencyMs, errorRate, quality } = summary
  return [
    `${feature || '(no feature)'} / ${task || '(no task)'}`,
    environment || '(no environment)',
    model,
    costText(costUsd, summary.unpriced),
    `${requests} requests`,
    `prompt p50 ${promptTokens.p50}, p95 ${promptTokens.p95}`,
    `answer p50 ${outputTokens.p50}, p95 ${outputTokens.p95}`,
    latencyMs ? `latency p95 ${latencyMs.p95} ms` : 'latency unknown',
    `${(100 * errorRate).toFixed(1)} % failed`,
    quality ? `score ${quality.mean.toFixed(3)} of ${quality.scores}` : 'no scores',
  ].join('\t')
}

function costText(costUsd: string | null, unpriced: number): string {
  if (costUsd === null) return 'cost unknown'
  return unpriced > 0 ? `at least ${costUsd} USD` : `${costUsd} USD`
}
