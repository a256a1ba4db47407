import { createHash } from 'node:crypto'
import { and, desc, eq, isNull, or, sql } from 'drizzle-orm'
import type { AppContext } from '#server/context.ts'
import { modelAliases, priceOverrides } from '#server/db/schema/prices.ts'
import { projects } from '#server/db/schema/projects.ts'
import { ClientError } from '#server/errors.ts'
import { toPriceSheet } from '#shared/pricing/price-sheet.ts'
import { type BookEntry, type PriceBook, toStretches } from './rules-at.ts'

/** Names all that a cost depends on beside the event: another version may give another cost. */
export const priceVersion = (ctx: AppContext, book: PriceBook) =>
  book.version === '' ? ctx.catalogue.version : `${ctx.catalogue.version} ${book.version}`

/** The own prices and names that count in a project. */
export const loadPriceBook = (ctx: AppContext, projectId: number): Promise<PriceBook> =>
  ctx.memory.priceBooks.get(projectId, ctx.clock(), () => readPriceBook(ctx, projectId))

async function readPriceBook(ctx: AppContext, projectId: number): Promise<PriceBook> {
  const [[project], overrides, aliases] = await Promise.all([
    ctx.db
      .select({ costBasis: projects.costBasis })
      .from(projects)
      .where(and(eq(projects.id, projectId), isNull(projects.removedAt))),
    ctx.db
      .select()
      .from(priceOverrides)
      .where(and(isNull(priceOverrides.retiredAt), isHere(priceOverrides.projectId, projectId)))
      .orderBy(desc(priceOverrides.id)),
    ctx.db
      .select()
      .from(modelAliases)
      .where(and(isNull(modelAliases.retiredAt), isHere(modelAliases.projectId, projectId)))
      .orderBy(desc(modelAliases.id)),
  ])
  if (!project) throw new ClientError(401, 'unauthorized', 'The project of this key was removed.')
  return {
    costBasis: project.costBasis,
    version: versionOf([...overrides.map((row) => `o${row.id}`), ...aliases.map((row) => `a${row.id}`)]),
    stretches: toStretches(
      overrides.map((row) => toEntry(row, row.model, toPriceSheet(row.prices))),
      aliases.map((row) => toEntry(row, row.name, { provider: row.targetProvider, model: row.targetModel })),
    ),
  }
}

/** Changes with the catalogue, and whenever any own price or name of any project is added or retired. */
export async function loadPricesVersion(ctx: AppContext): Promise<string> {
  const [row] = await ctx.db.execute<{ entries: string[] | null }>(sql`
    select array_agg(entry order by entry) as entries from (
      select 'o' || id as entry from price_overrides where retired_at is null
      union all select 'a' || id from model_aliases where retired_at is null
    ) as entries`)
  return `${ctx.catalogue.version} ${versionOf(row?.entries ?? [])}`.trim()
}

const versionOf = (entries: string[]) =>
  entries.length === 0 ? '' : createHash('sha256').update(entries.sort().join(' ')).digest('hex').slice(0, 12)

const isHere = (column: typeof priceOverrides.projectId | typeof modelAliases.projectId, projectId: number) =>
  or(isNull(column), eq(column, projectId))

interface EntryRow {
  projectId: number | null
  provider: string
  effectiveFrom: Date | null
  effectiveUntil: Date | null
}

function toEntry<T>(row: EntryRow, model: string, value: T): BookEntry<T> {
  return {
    scope: row.projectId === null ? 'installation' : 'project',
    provider: row.provider,
    model,
    from: row.effectiveFrom?.getTime() ?? Number.NEGATIVE_INFINITY,
    until: row.effectiveUntil?.getTime() ?? Number.POSITIVE_INFINITY,
    value,
  }
}
