import { type SQL, sql } from 'drizzle-orm'
import type { AppContext } from '#server/context.ts'
import { FACT_SEPARATOR } from './traffic/call-facts.ts'
import { OWN_FACTS, type OwnFact } from './traffic/own-facts.ts'
import { PACKED_FIELDS } from './traffic/packed-calls.ts'

export interface TrafficWindow {
  projectId: number
  /** Epoch milliseconds, from inclusive, to exclusive. */
  from: number
  to: number
}

export interface TrafficPage {
  /** The numbers of all events, as `unpackCalls` reads them. */
  calls: Buffer
  /** What each of them says of itself, as `readOwnFacts` reads it. */
  facts: string[]
  /** Undefined: nothing comes after it. */
  end: PageCursor | undefined
}

interface PageCursor {
  /** RFC 3339 with microseconds. */
  at: string
  id: string
}

/** Between the facts of two events. */
const RECORD_SEPARATOR = '\u001e'

/**
 * Up to `limit` events of a window from the newest to the oldest, in one row of bytes and one text: a million rows of
 * text columns cost more to write, to send and to read than all else of a search.
 */
export async function readPage(
  ctx: AppContext,
  { projectId, from, to }: TrafficWindow,
  after: PageCursor | undefined,
  limit: number,
): Promise<TrafficPage> {
  const before = after
    ? sql`and (occurred_at, id) < (${after.at}::timestamptz, ${after.id}) and occurred_at <= ${after.at}::timestamptz`
    : sql``
  const [row] = await ctx.db.execute<{
    calls: Buffer | null
    facts: string
    at: string | null
    id: string
  }>(sql`
    select string_agg(${CALL}, ''::bytea) as calls, string_agg(${FACTS}, ${sql.raw(`'${RECORD_SEPARATOR}'`)}) as facts,
      (array_agg(id))[${limit}::int] as id, to_char((array_agg(occurred_at))[${limit}::int] at time zone 'UTC',
        'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at
    from (
      select * from usage_events
      where project_id = ${projectId} and occurred_at >= to_timestamp(${from / 1_000}::float8)
        and occurred_at < to_timestamp(${to / 1_000}::float8) ${before}
      order by occurred_at desc, id desc limit ${limit}::int
    ) as page`)
  const { calls, facts, at, id } = row!
  if (calls === null) return { calls: Buffer.alloc(0), facts: [], end: undefined }
  return { calls, facts: facts.split(RECORD_SEPARATOR), end: at === null ? undefined : { at, id } }
}

const CALL = sql.join(
  PACKED_FIELDS.map(({ type, column }) => sql.raw(`${type}(${column})`)),
  sql.raw(' || '),
)

/** Long texts are searched before they are parsed: few hold what is looked for. */
const OWN: Partial<Record<OwnFact, SQL>> = {
  seriesId: sql`series_id`,
  sentLabels: sql`sent_labels::text`,
  responseModel: sql`response_model`,
  routedFrom: sql`routed_from`,
  failed: sql`failed::text`,
  isBatch: sql`request ->> 'batch'`,
  speed: cleaned(sql`coalesce(${ifNamed('speed')}, request ->> 'speed')`),
  servedTier: cleaned(sql`coalesce(${ifNamed('service_tier')}, ${ifNamed('serviceTier')})`),
  // Anthropic says where it answered, OpenAI's address where it was asked to.
  servedRegion: cleaned(sql`coalesce(${ifNamed('inference_geo')},
    substring(lower(request ->> 'baseUrl') from '^(?:https?://)?([a-z]{2})[.]api[.]openai[.]com(?:[/:]|$)'))`),
  keepsAnHour: sql`(cache_write_tokens > 0 and strpos(lines::text, '"cacheWrite1h"') > 0)::text`,
  hasOtherUnits: sql`(strpos(${withoutText()}, '"class":"') > 0 and lines::text ~
    '"class":"(audio|image|video|citation|web|grounded|file|code|rerank|document|annotated|characters)')::text`,
}

/** What stands in a usage object is kept as it came, separators among it. */
function cleaned(text: SQL): SQL {
  return sql`translate(${text}, ${sql.raw(`'${RECORD_SEPARATOR}${FACT_SEPARATOR}'`)}, '')`
}

function ifNamed(key: string): SQL {
  return sql.raw(`case when strpos(raw_usage::text, '"${key}"') > 0 then raw_usage ->> '${key}' end`)
}

/** Six times as quick as a regular expression over lines that are nearly always of these classes. */
function withoutText(): SQL {
  const classes = ['input"', 'output"', 'cache', 'reasoning"']
  return classes.reduce(
    (text, name) => sql`replace(${text}, ${sql.raw(`'"class":"${name}'`)}, '')`,
    sql`lines::text`,
  )
}

const toOwn = (name: OwnFact): SQL => OWN[name] ?? sql.raw(`tags ->> '${name}'`)

/** Tags stand at the end, and are not there at all where an event has none. */
const FACTS = sql`case when tags is null or tags = '{}' then ${joined(OWN_FACTS.filter((name) => name in OWN))}
  else ${joined(OWN_FACTS)} end`

function joined(names: readonly OwnFact[]): SQL {
  return sql`concat(${sql.join(names.map(toOwn), sql.raw(`, '${FACT_SEPARATOR}', `))})`
}
