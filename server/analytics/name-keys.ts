import { inArray, sql } from 'drizzle-orm'
import type { AppContext } from '#server/context.ts'
import { projects } from '#server/db/schema/projects.ts'
import type { AnyLabel } from '#shared/api/labels.ts'

export interface KeyStyle {
  name: string
  slot: number
}

const SLOTS = 8

/** Name and colour of each key, largest first. A key seen for the first time gets the least used colour, for ever. */
export async function nameKeys(
  ctx: AppContext,
  label: AnyLabel,
  keys: string[],
): Promise<Map<string, KeyStyle>> {
  if (keys.length === 0) return new Map()
  const [slots, names] = await Promise.all([findSlots(ctx, label, keys), findNames(ctx, label, keys)])
  return new Map(keys.map((key) => [key, { name: names.get(key) ?? key, slot: slots.get(key)! }]))
}

async function findSlots(ctx: AppContext, label: AnyLabel, keys: string[]): Promise<Map<string, number>> {
  const known = await readSlots(ctx, label, keys)
  const missing = keys.filter((key) => !known.has(key))
  if (missing.length === 0) return known
  // Ranks the slots by use and deals them out in the order of the keys. A key given a slot meanwhile keeps it.
  await ctx.db.execute(sql`
    with slots as (
      select n.slot, row_number() over (order by count(s.key), n.slot) - 1 as rank
      from generate_series(1, ${SLOTS}::int) as n(slot)
      left join series_styles s on s.label = ${label} and s.slot = n.slot
      group by n.slot
    )
    insert into series_styles (label, key, slot)
    select ${label}, k.key, slots.slot
    from jsonb_array_elements_text(${JSON.stringify(missing)}::text::jsonb) with ordinality as k(key, place)
    join slots on slots.rank = (k.place - 1) % ${SLOTS}::int
    on conflict do nothing`)
  return readSlots(ctx, label, keys)
}

async function readSlots(ctx: AppContext, label: AnyLabel, keys: string[]): Promise<Map<string, number>> {
  const rows = await ctx.db.execute<{ key: string; slot: number }>(sql`
    select key, slot from series_styles
    where label = ${label} and key in (select jsonb_array_elements_text(${JSON.stringify(keys)}::text::jsonb))`)
  return new Map(rows.map((row) => [row.key, row.slot]))
}

async function findNames(ctx: AppContext, label: AnyLabel, keys: string[]): Promise<Map<string, string>> {
  if (label !== 'project') return new Map()
  const rows = await ctx.db
    .select()
    .from(projects)
    .where(inArray(projects.id, keys.map(Number)))
  return new Map(rows.map((row) => [String(row.id), row.name]))
}
