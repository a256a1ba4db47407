import type { KeyScope } from '#shared/api/api-keys.ts'
import type { Catalogue } from '#shared/pricing/catalogue.ts'
import { createOutbox, type Outbox } from './alerts/outbox.ts'
import type { RememberedStatus } from './budgets/remembered-status.ts'
import { createTouchedPeriods, type TouchedPeriods } from './budgets/touched-periods.ts'
import type { Config } from './config.ts'
import type { Orm } from './db/client.ts'
import type { OwnConnection } from './db/own-connection.ts'
import { createLiveEvents, type LiveEvents } from './events/live-events.ts'
import { type Batcher, createBatcher } from './ingest/batcher.ts'
import type { ProjectSeries } from './ingest/known-series.ts'
import { createWorkload, type Workload } from './ingest/workload.ts'
import type { Log } from './log.ts'
import type { Metrics } from './metrics/create-metrics.ts'
import type { Auth } from './people/auth.ts'
import type { TokenBucket } from './people/token-bucket.ts'
import type { PriceBook } from './prices/rules-at.ts'
import { createRemembered, type Remembered } from './remember.ts'
import type { RollupZone } from './rollups/zone-day.ts'
import type { Sealer } from './seal-secrets.ts'

/** Everything that a feature function works with; its first argument. */
export interface AppContext {
  config: Config
  db: Orm
  /** The same database, for statements whose text is always the same: each is planned once a connection. */
  preparedDb: Orm
  connect: () => OwnConnection
  catalogue: Catalogue
  auth: Auth
  /** Seals what the database keeps, but nobody may read in it. */
  sealer: Sealer
  /** The time now. Nothing else reads the clock. */
  clock: () => Date
  /** The same by the clock of the database, which all instances share: for what is decided once. */
  databaseClock: () => Promise<Date>
  log: Log
  /** Aborted when the server begins to stop. */
  stopping: AbortSignal
  metrics: Metrics
  batcher: Batcher
  workload: Workload
  live: LiveEvents
  outbox: Outbox
  touched: TouchedPeriods
  memory: Memory
}

/** What this instance remembers to save a query; all of it can be read again from the database. */
interface Memory {
  /** Project -> its series. */
  series: Map<number, Promise<ProjectSeries>>
  /** Project -> its declared tag keys. */
  declaredTags: Remembered<number, readonly string[]>
  /** The zone whose days rollups keep. */
  zone: Remembered<'active', RollupZone | undefined>
  /** From when on events are kept; epoch milliseconds. */
  keptFrom: Remembered<'events', number>
  /** Name of a zone -> bucket -> day. */
  zoneDays: Map<string, Map<number, number>>
  /** Project, zone and day -> its users who are counted by name. */
  usersOfDays: Map<string, Set<string>>
  /** sha256 of an API key -> what it may do. */
  keyGrants: Remembered<string, KeyGrant | undefined>
  /** Key with a limit -> what it may still send. */
  keyBuckets: Map<number, TokenBucket>
  /** Project -> its own prices and names. */
  priceBooks: Remembered<number, PriceBook>
  /** Budget and group -> what was left of it. */
  budgetStatus: Map<string, RememberedStatus>
  /** Whether our clock and the database's were apart when last compared. */
  isClockOff: boolean
}

export interface KeyGrant {
  keyId: number
  projectId: number
  scopes: KeyScope[]
  /** Events or requests a second; null is what holds for every key. */
  rateLimit: number | null
  /** Its project takes no events any more. */
  isArchived: boolean
}

/** An instance that did not change a setting itself learns of it after this long at the latest. */
export const SETTINGS_TTL_MS = 10_000
/** A revoked key works this long at the most. */
const GRANT_TTL_MS = 30_000

export function createContext(
  parts: Omit<AppContext, 'batcher' | 'workload' | 'live' | 'outbox' | 'touched' | 'memory'>,
): AppContext {
  return {
    ...parts,
    batcher: createBatcher(parts.metrics),
    workload: createWorkload(parts.metrics),
    live: createLiveEvents(),
    outbox: createOutbox(),
    touched: createTouchedPeriods(),
    memory: {
      series: new Map(),
      declaredTags: createRemembered(SETTINGS_TTL_MS),
      zone: createRemembered(SETTINGS_TTL_MS),
      keptFrom: createRemembered(SETTINGS_TTL_MS),
      zoneDays: new Map(),
      usersOfDays: new Map(),
      keyGrants: createRemembered(GRANT_TTL_MS),
      keyBuckets: new Map(),
      priceBooks: createRemembered(SETTINGS_TTL_MS),
      budgetStatus: new Map(),
      isClockOff: false,
    },
  }
}
