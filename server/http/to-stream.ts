/** A client that takes nothing for so long is gone. */
const STALLED_MS = 120_000

interface Handlers {
  onEnd(): void
  /** Breaks the connection off: an ordinary end would say that the answer is complete. */
  onFailure(error: unknown): void
}

/** Text that is made as it is taken: the next chunk when the client has taken the one before, and none when it has left. */
export function toStream(chunks: AsyncGenerator<string>, { onEnd, onFailure }: Handlers) {
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
