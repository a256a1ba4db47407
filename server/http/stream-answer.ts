import type { Context } from 'hono'
import { accepts } from 'hono/accepts'
import type { AppContext } from '#server/context.ts'
import type { AppEnv } from './env.ts'
import { toStream } from './to-stream.ts'

interface StreamedFile {
  fileName: string
  mediaType: string
  chunks: AsyncGenerator<string>
}

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
