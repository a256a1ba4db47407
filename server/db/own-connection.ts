import { type SQL, sql } from 'drizzle-orm'
import { PgDialect } from 'drizzle-orm/pg-core'
import { drizzle } from 'drizzle-orm/postgres-js'
import type { Orm } from './client.ts'
import { type DatabaseAddress, openClient } from './client.ts'

/** A connection of one's own, without deadlines, for long work and for locks. To be ended by its user. */
export interface OwnConnection {
  orm: Orm
  /**
   * Runs statements as one transaction. They travel as one text, so a connection that is lost takes all of them back;
   * values have to stand in them as literals.
   */
  runTogether(statements: SQL[]): Promise<void>
  end(): Promise<void>
}

export function openOwnConnection(address: DatabaseAddress): OwnConnection {
  const client = openClient(address, { max: 1, idleTimeoutSeconds: 0 })
  return {
    orm: drizzle({ client }),
    runTogether: async (statements) => {
      await client.unsafe(statements.map(toText).join(';\n'))
    },
    end: () => client.end({ timeout: 5 }),
  }
}

function toText(statement: SQL): string {
  const query = new PgDialect().sqlToQuery(statement)
  if (query.params.length > 0) throw new Error('a statement of several has no parameters')
  return query.sql
}

/** Whoever writes events writes `label_rollups`, and waits for this lock until the transaction ends; readers go on. */
export const STOP_WRITERS = sql`lock table label_rollups in exclusive mode`
