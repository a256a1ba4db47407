import type { CallFacts } from './call-facts.ts'
import { workOf } from './work-of.ts'

/** One request on its way into the columns. */
export interface TrafficRow {
  /** Epoch milliseconds, with microseconds as a fraction. */
  at: number
  /** Index of its facts. */
  facts: number
  /** Without what was read from caches or written to them. */
  input: number
  cacheRead: number
  cacheWrite5m: number
  cacheWrite1h: number
  /** Includes reasoning. */
  output: number
  reasoning: number
  /** -1: not known. */
  latencyMs: number
  /** NaN: no score. */
  quality: number
  /** The cost that counts; -1n: not known. */
  cost: bigint
  /** Hashes; 0: not sent. */
  prompt: number
  user: number
  session: number
}

/** Small, for a project may have thousands of features with few requests each. */
const FIRST_CAPACITY = 32

/** All requests of a feature in an environment to one model, in the order of time: columns, for rows would fill memory. */
export class Traffic {
  readonly feature: string
  readonly environment: string
  readonly provider: string
  readonly model: string
  /** What `workOf` calls it. */
  readonly work: string
  /** What `facts` points to; shared by all traffic of a search. */
  readonly dictionary: readonly CallFacts[]
  count = 0
  at = new Float64Array(FIRST_CAPACITY)
  facts = new Uint32Array(FIRST_CAPACITY)
  input = new Uint32Array(FIRST_CAPACITY)
  cacheRead = new Uint32Array(FIRST_CAPACITY)
  cacheWrite5m = new Uint32Array(FIRST_CAPACITY)
  cacheWrite1h = new Uint32Array(FIRST_CAPACITY)
  output = new Uint32Array(FIRST_CAPACITY)
  reasoning = new Uint32Array(FIRST_CAPACITY)
  latencyMs = new Int32Array(FIRST_CAPACITY)
  quality = new Float32Array(FIRST_CAPACITY)
  cost = new BigInt64Array(FIRST_CAPACITY)
  prompt = new Float64Array(FIRST_CAPACITY)
  user = new Int32Array(FIRST_CAPACITY)
  session = new Int32Array(FIRST_CAPACITY)

  constructor(of: CallFacts, dictionary: readonly CallFacts[]) {
    this.feature = of.feature
    this.environment = of.environment
    this.provider = of.provider
    this.model = of.model
    this.work = workOf(of.operation)
    this.dictionary = dictionary
  }

  /** Makes room for one more request with these facts, and tells its place; its numbers are to be set. */
  extend(facts: number): number {
    const i = this.count
    if (i === this.at.length) this.#grow()
    this.facts[i] = facts
    this.count = i + 1
    return i
  }

  add(row: TrafficRow): void {
    const i = this.extend(row.facts)
    this.at[i] = row.at
    this.input[i] = row.input
    this.cacheRead[i] = row.cacheRead
    this.cacheWrite5m[i] = row.cacheWrite5m
    this.cacheWrite1h[i] = row.cacheWrite1h
    this.output[i] = row.output
    this.reasoning[i] = row.reasoning
    this.latencyMs[i] = row.latencyMs
    this.quality[i] = row.quality
    this.cost[i] = row.cost
    this.prompt[i] = row.prompt
    this.user[i] = row.user
    this.session[i] = row.session
  }

  factsOf(i: number): CallFacts {
    return this.dictionary[this.facts[i]!]!
  }

  /** The whole prompt, as the model reads it. */
  promptTokens(i: number): number {
    return this.input[i]! + this.cacheRead[i]! + this.cacheWrite5m[i]! + this.cacheWrite1h[i]!
  }

  /** The same in the other order of time, in columns of just the right size. */
  reversed(): Traffic {
    for (const column of COLUMNS) {
      const values = this[column].subarray(0, this.count).slice()
      values.reverse()
      this[column] = values as never
    }
    return this
  }

  #grow(): void {
    for (const column of COLUMNS) {
      const values = this[column]
      const larger = new (values.constructor as new (size: number) => typeof values)(values.length * 2)
      larger.set(values as never)
      this[column] = larger as never
    }
  }
}

const COLUMNS = [
  'at',
  'facts',
  'input',
  'cacheRead',
  'cacheWrite5m',
  'cacheWrite1h',
  'output',
  'reasoning',
  'latencyMs',
  'quality',
  'cost',
  'prompt',
  'user',
  'session',
] as const
