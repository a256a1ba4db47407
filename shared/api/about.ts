/** One thing that an operator would look at, and what to do about it. */
export interface HealthCheck {
  name: string
  state: 'ok' | 'warning' | 'failed'
  detail: string
}

export interface Partition {
  /** `2026-11`; null holds what came before the partition of its month was there. */
  month: string | null
  bytes: number
}

/** What runs here, how large it has become, and whether it is well. */
export interface About {
  version: string
  catalogue: { version: string; checkedOn: string }
  database: { version: string; bytes: number; embedded: boolean }
  /** Of the single events, the newest first. */
  partitions: Partition[]
  checks: HealthCheck[]
}
