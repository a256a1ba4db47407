import { sql } from 'drizzle-orm'
import { pictureText } from '#server/alerts/picture-path.ts'
import { drawPicture } from '#server/channels/pictures/draw-picture.ts'
import type { AppContext } from '#server/context.ts'
import { notFound } from '#server/errors.ts'
import type { DigestMessage } from '#shared/api/digests.ts'

/** After that nobody opens the message any more. */
const DAYS = 90

/** The picture of a digest as PNG, for who has its link. @throws ClientError 404 for any other. */
export async function readPicture(
  ctx: AppContext,
  id: string,
  signature: string,
): Promise<Uint8Array<ArrayBuffer>> {
  const [row] = await ctx.db.execute<{ createdAt: string; payload: DigestMessage }>(sql`
    select (extract(epoch from created_at) * 1000)::bigint::text as "createdAt", payload from deliveries
    where id = ${id}::bigint and payload ->> 'type' = 'digest' and created_at > now() - make_interval(days => ${DAYS}::int)`)
  if (!row || !ctx.sealer.isSigned(pictureText({ id, createdAt: Number(row.createdAt) }), signature))
    throw notFound('picture', id)
  return drawPicture(row.payload.chart)
}
