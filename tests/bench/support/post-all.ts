import { Pool } from 'undici'

export interface Target {
  url: string
  key: string
}

export interface Load {
  seconds: number
  /** Of each post, in the order in which they ended. */
  latenciesMs: number[]
  accepted: number
  duplicates: number
}

interface Answer {
  accepted: number
  duplicates: number
  rejected: unknown[]
}

/**
 * Posts every body over that many keep-alive connections, each sending its next one when it has its answer.
 * @throws when an answer is anything but 200 with nothing rejected: a rate of errors is no rate.
 */
export async function postAll({ url, key }: Target, bodies: Buffer[], connections: number): Promise<Load> {
  const pool = new Pool(url, { connections, pipelining: 1 })
  const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' }
  const load: Load = { seconds: 0, latenciesMs: [], accepted: 0, duplicates: 0 }
  let next = 0
  const work = async () => {
    while (next < bodies.length) {
      const body = bodies[next++]!
      const start = performance.now()
      const { accepted, duplicates } = await post(pool, headers, body)
      load.latenciesMs.push(performance.now() - start)
      load.accepted += accepted
      load.duplicates += duplicates
    }
  }
  try {
    const start = performance.now()
    await Promise.all(Array.from({ length: connections }, work))
    load.seconds = (performance.now() - start) / 1000
    return load
  } finally {
    await pool.close()
  }
}

/** `dispatch` is the cheapest that undici has: what the load costs is taken from the server on a small machine. */
function post(pool: Pool, headers: Record<string, string>, body: Buffer): Promise<Answer> {
  return new Promise((done, failed) => {
    let status = 0
    let text = ''
    pool.dispatch(
      { path: '/v1/events', method: 'POST', headers, body },
      {
        onRequestStart() {},
        onResponseStart(_, statusCode) {
          status = statusCode
        },
        onResponseData(_, chunk) {
          text += chunk.toString()
        },
        onResponseEnd() {
          if (status === 200) done(JSON.parse(text))
          else failed(new Error(`the server answered ${status}: ${text.slice(0, 500)}`))
        },
        onResponseError: (_, error) => failed(error),
      },
    )
  })
}
