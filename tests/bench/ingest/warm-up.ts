import { cut } from '../support/cut.ts'
import type { EventMaker } from '../support/event-maker.ts'
import { postAll } from '../support/post-all.ts'
import { toBody } from '../support/to-body.ts'
import { makeBodies } from './bodies.ts'
import { BATCH } from './measure-batches.ts'
import type { Stage } from './stage.ts'

const TRIED_CONNECTIONS = [2, 4, 8]
const POSTS_A_TRY = 24

/** Lets the servers meet every label set and compile their code, and finds out how many connections suit batches. */
export async function warmUp(
  stage: Stage,
  maker: EventMaker,
): Promise<{ connections: number; events: number }> {
  const { server, noop } = stage
  const posts = cut(maker.ofEachSet(new Date()), BATCH).map(toBody)
  let { accepted: events } = await postAll(server, posts, 1)
  const singles = makeBodies(maker, 2_000, 1).posts
  events += (await postAll(server, singles, 16)).accepted
  await postAll(noop, posts, 1)
  await postAll(noop, singles, 16)

  const tries: { connections: number; seconds: number }[] = []
  for (const connections of [TRIED_CONNECTIONS[0]!, ...TRIED_CONNECTIONS]) {
    const { seconds, accepted } = await postAll(
      server,
      makeBodies(maker, POSTS_A_TRY, BATCH).posts,
      connections,
    )
    events += accepted
    tries.push({ connections, seconds })
  }
  const [best] = tries.slice(1).sort((a, b) => a.seconds - b.seconds) // the first one only warmed up
  return { connections: best!.connections, events }
}
