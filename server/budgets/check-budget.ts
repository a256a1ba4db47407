import { sql } from 'drizzle-orm'
import { requireChannels } from '#server/channels/require-channels.ts'
import type { AppContext } from '#server/context.ts'
import { requireZone } from '#server/db/require-zone.ts'
import { ClientError, notFound } from '#server/errors.ts'
import { loadActiveZone } from '#server/rollups/active-zone.ts'
import type { CountedBudget, CreateBudget } from '#shared/api/budgets.ts'

/** What is counted, with nothing left open. */
export type BudgetBasis = Required<CountedBudget>

/** Fills in what was left out. @throws ClientError 400, 404, 422 that says what does not go together. */
export async function checkBasis(ctx: AppContext, wanted: CountedBudget): Promise<BudgetBasis> {
  const timeZone = wanted.timeZone ?? (await loadActiveZone(ctx))?.name ?? 'UTC'
  const { projectId = null, groupBy = null, cycleDay = null } = wanted
  const basis = { ...wanted, projectId, groupBy, cycleDay, timeZone }
  await requireZone(ctx, timeZone)
  if ((basis.period === 'cycle') !== (cycleDay !== null))
    throw refused('/cycleDay', 'A custom cycle, and only that, has a first day.')
  if (groupBy === 'project' && projectId !== null)
    throw refused('/groupBy', 'A budget of one project cannot be grouped by project.')
  if (groupBy !== null && Object.hasOwn(basis.scope, groupBy) && basis.scope[groupBy]!.length === 1)
    throw refused('/groupBy', 'Only one value of this label is counted, so there is nothing to group.')
  await requireKnown(ctx, basis)
  return basis
}

/** @throws ClientError 422 for what does not go together with the basis. */
export async function checkMessages(
  ctx: AppContext,
  {
    groupBy,
    forecastThreshold,
    channelIds,
  }: Pick<CreateBudget, 'groupBy' | 'forecastThreshold' | 'channelIds'>,
): Promise<void> {
  if (groupBy && forecastThreshold)
    throw refused('/forecastThreshold', 'There is no forecast for budgets with groups.')
  await requireChannels(ctx, channelIds)
}

const refused = (pointer: string, detail: string) => new ClientError(422, 'invalid_body', detail, { pointer })

/** Series know a tag from when it was declared on; what they do not know cannot be counted. */
async function requireKnown(ctx: AppContext, { projectId, scope, groupBy }: BudgetBasis): Promise<void> {
  const labels = [...Object.keys(scope), ...(groupBy ? [groupBy] : [])]
  const tags = labels.filter((label) => label.startsWith('tag:')).map((label) => label.slice(4))
  const [row] = await ctx.db.execute<{ isThere: boolean; undeclared: string | null }>(sql`
    select ${projectId}::int is null or exists (
        select from projects where id = ${projectId}::int and removed_at is null) as "isThere",
      (select min(tag) from jsonb_array_elements_text(${JSON.stringify(tags)}::text::jsonb) as tags(tag)
        where not exists (select from declared_tags d where d.key = tag and retired_at is null
          and (${projectId}::int is null or d.project_id = ${projectId}::int))) as undeclared`)
  if (!row!.isThere) throw notFound('project', projectId ?? '')
  if (row!.undeclared !== null)
    throw refused(
      groupBy === `tag:${row!.undeclared}` ? '/groupBy' : '/scope',
      `Declare the tag ${JSON.stringify(row!.undeclared)} in the settings of the project first: a budget counts it from then on.`,
    )
}
