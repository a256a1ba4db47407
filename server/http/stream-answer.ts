import type { Context } from 'hono'
import { accepts } from 'hono/accepts'
import type { AppContext } from '#server/context.ts'
import type { AppEnv } from './env.ts'

interface StreamedFile {
  fileName: string
  mediaType: string
  chunks: AsyncGenerator<string>
}

/** A client that takes nothing for so long is gone. */
const STALLED_MS = 120_000

/** Sends a file of any size as a download, gzip where the client takes it. `onEnd` is called once, however it ends. */
export function streamAnswer(
  ctx: AppContext,
  c: Context<AppEnv>,
  { fileName, mediaType, chunks }: StreamedFile,
  onEnd: () => void,
): Response {
  const isGzip = accepts(c, { header: 'Accept-Encoding', supports: ['gzip'], default: 'identity' }) === 'gzip'
  const headers = {
    'content-type': mediaType,
    'content-disposition': `attachment; filename="${fileName}"`,
    'cache-control': 'no-store',
    vary: 'accept-encoding',
    ...(isGzip && { 'content-encoding': 'gzip' }),
  }
  if (c.req.method === 'HEAD') {
    onEnd()
    return c.body(null, 200, headers)
  }
  const text = toStream(chunks, {
    onEnd,
    onFailure(error) {
      ctx.log.error({ requestId: c.var.requestId, path: c.req.path, err: error }, 'an answer broke off')
      c.env.outgoing.destroy()
    },
  })
  return c.body(isGzip ? text.pipeThrough(new CompressionStream('gzip')) : text, 200, headers)
}

interface Handlers {
  onEnd(): void
  /** Breaks the connection off: an ordinary end would say that the answer is complete. */
  onFailure(error: unknown): void
}

/** The next chunk is made when the client has taken the one before, and none when it has left. */
function toStream(chunks: AsyncGenerator<string>, { onEnd, onFailure }: Handlers) {
  const encoder = new TextEncoder()
  let stalled: NodeJS.Timeout | undefined
  let isOver = false

  function end() {
    clearTimeout(stalled)
    if (!isOver) onEnd()
    isOver = true
  }
  return new ReadableStream<Uint8Array<ArrayBuffer>>({
    async pull(controller) {
      clearTimeout(stalled)
      try {
        const { value, done } = await chunks.next()
        if (isOver) return
        if (done) {
          end()
          controller.close()
          return
        }
        controller.enqueue(encoder.encode(value))
        stalled = setTimeout(() => onFailure(new Error('the client takes nothing')), STALLED_MS)
      } catch (error) {
        end()
        onFailure(error)
      }
    },
    async cancel() {
      end()
      await chunks.return(undefined)
    },
  })
}
