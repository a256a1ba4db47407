import { type Context, Hono } from 'hono'
import type { AppContext } from '#server/context.ts'
import { ClientError } from '#server/errors.ts'
import { describeEvent } from '#server/events/describe-event.ts'
import { listEvents } from '#server/events/list-events.ts'
import { listRecentEvents } from '#server/events/list-recent-events.ts'
import { readIngestStatus } from '#server/events/read-ingest-status.ts'
import { exportEvents } from '#server/exports/export-events.ts'
import { ingestEvents } from '#server/ingest/ingest-events.ts'
import { parseJsonPost, parseNdjsonPost } from '#server/ingest/parse-post.ts'
import type { IngestResult } from '#server/ingest/summarise-ingest.ts'
import { authenticateKey } from '#server/people/api-keys.ts'
import {
  actorOf,
  canReadSpend,
  type Principal,
  requirePermission,
  visibleProjects,
} from '#server/people/permissions.ts'
import { EventDetailQuery } from '#shared/api/event-detail.ts'
import {
  ExportEventsQuery,
  ListEventsQuery,
  RecentEventsQuery,
  StreamEventsQuery,
} from '#shared/api/events.ts'
import type { ItemError } from '#shared/api/problem.ts'
import type { AppEnv } from '../env.ts'
import { createExportLimit } from '../limit-exports.ts'
import { limitKey } from '../limit-key.ts'
import { createStreamLimit } from '../limit-streams.ts'
import { listRejected } from '../list-rejected.ts'
import { findPrincipal, identify } from '../middleware/identify.ts'
import { sendProblem } from '../on-error.ts'
import { createBodyReader } from '../read-body.ts'
import { streamAnswer } from '../stream-answer.ts'
import { streamEvents } from '../stream-events.ts'
import { validate } from '../validate.ts'

const PARSERS: Record<string, typeof parseJsonPost> = {
  'application/json': parseJsonPost,
  'application/x-ndjson': parseNdjsonPost,
  'application/ndjson': parseNdjsonPost,
  'application/jsonl': parseNdjsonPost,
}

export function eventsRoutes(ctx: AppContext) {
  const readBody = createBodyReader()
  const takePlace = createExportLimit()
  const takeStream = createStreamLimit(ctx)
  return new Hono<AppEnv>()
    .post('/', async (c) => {
      const grant = await authenticateKey(ctx, c.req.header('authorization'))
      requirePermission(
        grant.scopes.includes('ingest'),
        'send events with this key: it lacks the scope "ingest"',
      )
      if (grant.isArchived)
        throw new ClientError(
          403,
          'project_archived',
          'The project of this key is archived and takes no events. An admin can restore it.',
        )
      const takeEvents = limitKey(ctx, c, grant)
      const parse = PARSERS[mediaType(c.req.header('content-type'))]
      if (!parse)
        throw new ClientError(
          415,
          'unsupported_media_type',
          'Send application/json or application/x-ndjson.',
          { pointer: '' },
        )
      const body = await readBody(c.env.incoming)
      const result = await ctx.workload.run(body.length, async () => {
        const items = parse(body)
        takeEvents(items.length - 1) // the request was the first
        return ingestEvents(ctx, grant.projectId, items)
      })
      return answer(c, result, /\breturn=representation\b/.test(c.req.header('prefer') ?? ''))
    })
    .get('/list', identify(ctx), validate('query', ListEventsQuery), async (c) => {
      requireRead(c.var.who)
      return c.json(await listEvents(ctx, c.req.valid('query'), visibleProjects(c.var.who)))
    })
    .get('/recent', identify(ctx), validate('query', RecentEventsQuery), async (c) => {
      requireRead(c.var.who)
      return c.json({ data: await listRecentEvents(ctx, c.req.valid('query'), visibleProjects(c.var.who)) })
    })
    .get('/status', identify(ctx), async (c) => {
      requireRead(c.var.who)
      return c.json(await readIngestStatus(ctx, visibleProjects(c.var.who)))
    })
    .get('/stream', identify(ctx), validate('query', StreamEventsQuery), (c) => {
      requireRead(c.var.who)
      const { after, ...filters } = c.req.valid('query')
      return streamEvents(ctx, c, {
        filters,
        after: c.req.header('last-event-id') ?? after,
        async identifyAgain() {
          const who = await findPrincipal(ctx, c.req.raw.headers)
          requireRead(who)
          return who
        },
        takePlace: () => takeStream(actorOf(c.var.who)),
      })
    })
    .get('/detail', identify(ctx), validate('query', EventDetailQuery), async (c) => {
      requireRead(c.var.who)
      return c.json(await describeEvent(ctx, c.req.valid('query'), visibleProjects(c.var.who)))
    })
    .get('/export', identify(ctx), validate('query', ExportEventsQuery), async (c) => {
      requirePermission(canReadSpend(c.var.who), 'export events with this key: it lacks the scope "read"')
      const by = { actor: actorOf(c.var.who), visible: visibleProjects(c.var.who) }
      const leave = takePlace()
      const file = await exportEvents(ctx, c.req.valid('query'), by).catch((error) => {
        leave()
        throw error
      })
      return streamAnswer(ctx, c, file, leave)
    })
}

const requireRead = (who: Principal) =>
  requirePermission(canReadSpend(who), 'read events with this key: it lacks the scope "read"')

/** 200 all stored or repeated, 207 some rejected, 409 nothing but conflicts, 422 nothing valid. */
function answer(c: Context<AppEnv>, result: IngestResult, represent: boolean): Response {
  const { accepted, duplicates, conflicts } = result
  const { listed, omitted } = listRejected(result.rejected)
  const counts = { accepted, duplicates, conflicts, ...(omitted > 0 && { omitted }) }
  const body = { ...counts, rejected: listed, ...(represent && { events: result.describeEvents() }) }
  if (represent) c.header('preference-applied', 'return=representation')
  const [first, ...others] = result.rejected
  if (!first) return c.json(body, 200)
  if (accepted + duplicates > 0) return c.json(body, 207)
  const { code, pointer } = first
  const status = conflicts === result.rejected.length ? 409 : 422
  const detail = others.length === 0 ? first.detail : `None of the ${result.rejected.length} events is valid.`
  return sendProblem(c, { status, code, pointer, detail, errors: listed as ItemError[] }, counts)
}

function mediaType(header: string | undefined): string {
  return (header ?? '').replace(/;.*$/s, '').trim().toLowerCase()
}
