import { parseArgs } from 'node:util'
import type { Config } from '#server/config.ts'
import { listOpportunities } from '#server/savings/lifecycle/list-opportunities.ts'
import { ListOpportunitiesQuery } from '#shared/api/savings.ts'
import { printJson, withContext } from '../command.ts'
import { projectIdOf } from '../prices/project-id-of.ts'

export async function listSavings(args: string[], config: Config): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      project: { type: 'string' },
      all: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
    },
  })
  const list = await withContext(config, async (ctx) => {
    const project = (await projectIdOf(ctx, values.project)) ?? undefined
    const state = values.all ? undefined : 'open,in_review'
    return listOpportunities(ctx, ListOpportunitiesQuery.parse({ project, state }), undefined)
  })
  if (values.json) return printJson(list)
  for (const { id, title, state, confidence, savings, acceptedUsdMonthly, projectName } of list.data) {
    const saving = acceptedUsdMonthly ?? savings.marginalUsd
    console.log(`${id}\t${saving} USD a month\t${confidence}\t${state}\t${projectName}\t${title}`)
  }
  const { claimedUsdMonthly, acceptedUsdMonthly, realisedUsd } = list.totals
  console.log(
    list.data.length === 0
      ? 'Nothing is proposed: a saving is shown only with evidence that it holds.'
      : `Could be saved ${claimedUsdMonthly} USD a month; accepted ${acceptedUsdMonthly}; really saved ${realisedUsd} so far.`,
  )
}
