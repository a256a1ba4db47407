import type { KeyScope } from '#shared/api/api-keys.ts'
import type { Catalogue } from '#shared/pricing/catalogue.ts'
import type { Config } from './config.ts'
import type { Orm } from './db/client.ts'
import { type Batcher, createBatcher } from './ingest/batcher.ts'
import type { Log } from './log.ts'
import type { Auth } from './people/auth.ts'
import type { PriceBook } from './prices/rules-at.ts'

/** Everything that a feature function works with; its first argument. */
export interface AppContext {
  config: Config
  db: Orm
  catalogue: Catalogue
  auth: Auth
  /** The time now. Nothing else reads the clock. */
  clock: () => Date
  log: Log
  /** Aborted when the server begins to stop. */
  stopping: AbortSignal
  batcher: Batcher
  memory: Memory
}

/** What this instance remembers to save a query; all of it can be read again from the database. */
interface Memory {
  /** Label fingerprint of a project -> id of the series. */
  seriesIds: Map<string, number>
  /** sha256 of an API key -> what it may do, until when that may be believed. */
  keyGrants: Map<string, { grant: KeyGrant | undefined; until: number }>
  /** Project -> its own prices and names, until when they may be believed. */
  priceBooks: Map<number, { book: PriceBook; until: number }>
}

export interface KeyGrant {
  keyId: number
  projectId: number
  scopes: KeyScope[]
}

export function createContext(parts: Omit<AppContext, 'batcher' | 'memory'>): AppContext {
  return {
    ...parts,
    batcher: createBatcher(),
    memory: { seriesIds: new Map(), keyGrants: new Map(), priceBooks: new Map() },
  }
}
