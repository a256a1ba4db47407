import { Counter, Gauge, Histogram, Registry } from 'prom-client'
import { VERSION } from '#server/version.ts'

export type Metrics = ReturnType<typeof createMetrics>

const SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]
const RESULTS = ['accepted', 'duplicate', 'conflict', 'rejected']
const COUNTS = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000]

/**
 * What this instance counts: https://prometheus.io/docs/practices/naming. Labels have few values, all of them from
 * our own code; what is listed here stands with its meaning in docs/operating.md.
 */
export function createMetrics() {
  const registry = new Registry()
  const registers = [registry]
  const counter = <L extends string>(name: string, help: string, labelNames: L[] = []) =>
    new Counter({ name: `spendscope_${name}`, help, labelNames, registers })
  const gauge = <L extends string>(name: string, help: string, labelNames: L[] = []) =>
    new Gauge({ name: `spendscope_${name}`, help, labelNames, registers })
  const histogram = <L extends string>(name: string, help: string, buckets: number[], labelNames: L[] = []) =>
    new Histogram({ name: `spendscope_${name}`, help, buckets, labelNames, registers })
  /** Absent until it is first set: unknown is not 0. */
  const unknownYet = (name: string, help: string) => {
    const made = gauge(name, help)
    made.remove()
    return made
  }
  const ingestedEvents = counter('ingest_events_total', 'Events of posts, by what became of them.', [
    'result',
  ])
  for (const result of RESULTS) ingestedEvents.inc({ result }, 0)
  gauge('build_info', 'The version that runs; always 1.', ['version']).set({ version: VERSION }, 1)
  return {
    registry,
    ingestedEvents,
    ingestSeconds: histogram('ingest_seconds', 'From the parsed post to its commit.', SECONDS),
    batchEvents: histogram('ingest_batch_events', 'Events that one statement stored.', COUNTS),
    batchPosts: histogram('ingest_batch_posts', 'Posts that shared one statement.', COUNTS),
    httpRequests: counter('http_requests_total', 'Answers by pattern of the route and status.', [
      'route',
      'status',
    ]),
    httpSeconds: histogram('http_request_seconds', 'From the head of a request to its answer.', SECONDS, [
      'route',
    ]),
    requestsInFlight: gauge('requests_in_flight', 'Requests that hold a place.', ['kind']),
    bytesInFlight: gauge('request_bytes_in_flight', 'Bytes of bodies that hold a place.', ['kind']),
    requestsRefused: counter('requests_refused_total', 'Requests turned away unread.', ['reason']),
    eventStreams: gauge('event_streams', 'Live streams of events that are open.'),
    queriesInFlight: gauge('database_queries_in_flight', 'Queries sent or waiting for a connection.'),
    querySeconds: histogram('database_query_seconds', 'Queries, with their wait for a connection.', SECONDS),
    poolSize: gauge('database_pool_size', 'Connections that may be open.'),
    deadlineMisses: counter('database_deadline_misses_total', 'Queries given up by their deadline.'),
    clientReplacements: counter(
      'database_client_replacements_total',
      'Connections given up for a fresh one.',
    ),
    rollupMismatches: unknownYet('rollup_mismatch_total', 'Sums that differed at the last verification.'),
    budgetMismatches: unknownYet(
      'budget_counter_mismatch_total',
      'Periods of budgets whose counters differed at the last verification.',
    ),
    overrunsWithoutAlert: unknownYet(
      'budget_overruns_without_alert',
      'Periods of budgets with an overrun, or an expected one, that had no alert when last looked at.',
    ),
    unpricedEvents: gauge('unpriced_events', 'Events of the last 7 days without a full cost.', ['status']),
    strayEvents: unknownYet('default_partition_events', 'Events outside the partition of their month.'),
    clockSkew: unknownYet('clock_skew_seconds', 'Clock of this machine minus the clock of the database.'),
    oldestPending: unknownYet(
      'outbox_oldest_pending_seconds',
      'How long the message that is due longest waits.',
    ),
    deadDeliveries: unknownYet('outbox_dead_total', 'Messages that were given up and can be resent.'),
    deliveryAttempts: counter('delivery_attempts_total', 'Attempts to send, by what became of the message.', [
      'channel',
      'result',
    ]),
    jobSucceeded: gauge('job_last_success_timestamp_seconds', 'When a job last ended well.', ['job']),
    jobFailed: gauge('job_last_failure_timestamp_seconds', 'When a job last failed.', ['job']),
  }
}
