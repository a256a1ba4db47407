import { nameKeys } from '#server/analytics/name-keys.ts'
import type { AppContext } from '#server/context.ts'
import type { ListedEvent } from '#shared/api/events.ts'
import { type ListedRow, toListedEvent } from './listed-event.ts'

/** The rows as events; a model that no chart has shown yet gets its colour now. */
export async function colourModels(ctx: AppContext, rows: readonly ListedRow[]): Promise<ListedEvent[]> {
  const unseen = new Set(rows.flatMap(({ model, modelSlot }) => (modelSlot === null ? [model] : [])))
  const styles = await nameKeys(ctx, 'model', [...unseen])
  return rows.map(toListedEvent).map((event) => ({
    ...event,
    modelSlot: event.modelSlot ?? styles.get(event.model)?.slot ?? null,
  }))
}
