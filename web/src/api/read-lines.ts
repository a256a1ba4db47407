/** Hands over each line of an NDJSON answer as it comes. */
export async function readLines<T>(response: Response, onLine: (line: T) => void): Promise<void> {
  const decoder = new TextDecoder()
  let rest = ''
  for await (const chunk of chunksOf(response)) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines) onLine(JSON.parse(line) as T)
  }
}

/** Not every browser can go through a stream with `for await`. */
async function* chunksOf({ body }: Response): AsyncGenerator<Uint8Array> {
  const reader = body!.getReader()
  for (let step = await reader.read(); !step.done; step = await reader.read()) yield step.value
}
