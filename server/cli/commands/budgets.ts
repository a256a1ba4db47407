import { parseArgs } from 'node:util'
import { listBudgets, requireBudget } from '#server/budgets/list-budgets.ts'
import { previewBudget } from '#server/budgets/preview-budget.ts'
import { verifyCounters } from '#server/budgets/verify-counters.ts'
import type { Config } from '#server/config.ts'
import type { AppContext } from '#server/context.ts'
import { SetupError } from '#server/errors.ts'
import { type Budget, type BudgetPreview, PreviewBudget } from '#shared/api/budgets.ts'
import { type Command, printJson, withContext } from '../command.ts'
import { projectIdOf } from '../prices/project-id-of.ts'

export const budgetsCommand: Command = {
  usage: `spendscope budgets               list budgets, compare them with the events, or try one on the past

  budgets list [--json]
  budgets check [--json]
  budgets backtest ID [--json]
  budgets backtest --amount 250 [--period day|week|month|quarter|cycle] [--cycle-day 17] [--project NAME]
                   [--scope team=search]... [--group-by user] [--time-zone Europe/Berlin]
                   [--thresholds 50,80,100] [--forecast-threshold 100] [--json]

check ends with exit code 1 when a counter is not what its events add up to. backtest tells on which
of the last 90 days a budget would have told somebody; --scope may be given several times.`,
  async run([verb, ...args], config) {
    switch (verb) {
      case 'list':
        return list(args, config)
      case 'check':
        return check(args, config)
      case 'backtest':
        return backtest(args, config)
      default:
        throw new SetupError(`Say what to do with budgets.\n\n${budgetsCommand.usage}`)
    }
  },
}

const json = { type: 'boolean', default: false } as const

async function list(args: string[], config: Config): Promise<void> {
  const { values } = parseArgs({ args, options: { json } })
  const budgets = await withContext(config, listBudgets)
  if (values.json) return printJson({ data: budgets })
  for (const budget of budgets) console.log(describe(budget))
  if (budgets.length === 0) console.log('There are no budgets.')
}

function describe({ id, name, projectName, amountUsd, period, timeZone, current, pausedAt }: Budget): string {
  const spent = current
    ? `$${current.spentUsd} spent${current.unpricedEvents > 0 ? ` at least, ${current.unpricedEvents} events unpriced` : ''}`
    : 'being counted'
  const state = pausedAt ? 'paused' : (current?.state ?? 'counting')
  return [
    id,
    name,
    projectName ?? 'everything',
    `$${amountUsd} a ${period} in ${timeZone}`,
    spent,
    state,
  ].join('\t')
}

async function check(args: string[], config: Config): Promise<void> {
  const { values } = parseArgs({ args, options: { json } })
  const result = await withContext(config, (ctx) => verifyCounters(ctx, null))
  if (result.mismatches.length > 0) process.exitCode = 1
  if (values.json) return printJson(result)
  for (const { budgetId, start, groups } of result.mismatches)
    console.log(`Budget ${budgetId}, period from ${start}: ${groups} groups differ`)
  if (result.mismatches.length === 0)
    console.log(`${result.periods} periods: every counter is what its events add up to.`)
}

async function backtest(args: string[], config: Config): Promise<void> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      json,
      amount: { type: 'string' },
      period: { type: 'string' },
      'cycle-day': { type: 'string' },
      project: { type: 'string' },
      scope: { type: 'string', multiple: true, default: [] },
      'group-by': { type: 'string' },
      'time-zone': { type: 'string' },
      thresholds: { type: 'string' },
      'forecast-threshold': { type: 'string' },
    },
  })
  const [id] = positionals
  if (id === undefined && values.amount === undefined)
    throw new SetupError(`Name a budget by its id, or an --amount.\n\n${budgetsCommand.usage}`)
  if (id !== undefined && !/^\d{1,9}$/.test(id)) throw new SetupError('A budget is named by its id.')
  const preview = await withContext(config, async (ctx) => {
    if (id !== undefined) return previewBudget(ctx, await requireBudget(ctx, id))
    return previewBudget(ctx, await wantedBudget(ctx, values))
  })
  if (values.json) printJson(preview)
  else console.log(describePreview(preview))
}

interface Wanted {
  amount?: string | undefined
  period?: string | undefined
  'cycle-day'?: string | undefined
  project?: string | undefined
  scope: string[]
  'group-by'?: string | undefined
  'time-zone'?: string | undefined
  thresholds?: string | undefined
  'forecast-threshold'?: string | undefined
}

async function wantedBudget(ctx: AppContext, values: Wanted): Promise<PreviewBudget> {
  const scope: Record<string, string[]> = {}
  for (const pair of values.scope) {
    const [label = '', ...value] = pair.split('=')
    scope[label] = [...(scope[label] ?? []), value.join('=')]
  }
  return PreviewBudget.parse({
    projectId: await projectIdOf(ctx, values.project),
    scope,
    amountUsd: values.amount,
    period: values.period,
    groupBy: values['group-by'],
    timeZone: values['time-zone'],
    ...(values['cycle-day'] && { cycleDay: Number(values['cycle-day']) }),
    ...(values['forecast-threshold'] && { forecastThreshold: Number(values['forecast-threshold']) }),
    ...(values.thresholds && { thresholds: values.thresholds.split(',').map(Number) }),
  })
}

function describePreview({
  from,
  to,
  timeZone,
  hasMatched,
  fired,
  firings,
  spentUsd,
}: BudgetPreview): string {
  const lines = firings.map(({ day, group, threshold, spentUsd: spent, forecastUsd }) =>
    [
      day,
      `${threshold} %`,
      `$${spent}`,
      ...(forecastUsd === null ? [] : [`expected $${forecastUsd}`]),
      ...(group === null ? [] : [group || '(none)']),
    ].join('\t'),
  )
  const times = fired === 1 ? 'once' : `${fired} times`
  return [
    ...lines.reverse(),
    `From ${from} to ${to} (${timeZone}): $${spentUsd} spent, ${fired === 0 ? 'nobody would have been told' : `told ${times}`}.`,
    ...(hasMatched ? [] : ['No event has ever matched this scope.']),
  ].join('\n')
}
