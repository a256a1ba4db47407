import { openApplication } from '#server/application.ts'
import { parseConfig } from '#server/config.ts'
import type { AppContext } from '#server/context.ts'
import { listen } from '#server/main.ts'

/** The server with its database stubbed: a post is read, checked, priced and made into rows, then nothing is written. */
const application = await openApplication(parseConfig(process.env))
stubWrites(application.ctx)
const server = await listen(application.ctx)
const address = server.address()
console.log(`Spendscope runs at http://localhost:${typeof address === 'object' ? address?.port : address}`)
process.on('SIGTERM', async () => {
  server.closeAllConnections()
  await application.close()
  process.exit(0)
})

/** The first write is a real one: all others are answered like it. So the stub need not know what a write returns. */
function stubWrites(ctx: AppContext): void {
  const { batcher } = ctx
  let first: Promise<unknown[]> | undefined
  ctx.batcher = {
    async add(key, items, write) {
      first ??= batcher.add(key, items, write)
      const [stored] = await first
      return items.map(() => stored as Awaited<ReturnType<typeof write>>[number])
    },
  }
}
