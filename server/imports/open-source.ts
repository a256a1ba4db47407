import { createHash } from 'node:crypto'
import {
  closeSync,
  createReadStream,
  openSync,
  type ReadStream,
  readSync,
  realpathSync,
  statSync,
} from 'node:fs'
import { pipeline, type Readable } from 'node:stream'
import { createGunzip } from 'node:zlib'
import { SetupError } from '#server/errors.ts'

export type ImportFormat = 'ndjson' | 'csv'

/** What is imported: a file, or what another program writes. */
export interface Source {
  name: string
  /** The bytes, unpacked when they are gzip. */
  chunks: AsyncIterable<Buffer>
  /** Size of the file, packed as it is; undefined for what another program writes. */
  total: number | undefined
  /** How many bytes of it were read so far. */
  bytesRead(): number
  /** Changes with the file; undefined for what cannot be read again. */
  identity: FileIdentity | undefined
}

export interface FileIdentity {
  path: string
  size: number
  mtimeMs: number
  /** sha256 of its first 64 KiB. */
  head: string
}

const HEAD_BYTES = 65_536

export function openFile(file: string): Source {
  const stream = createReadStream(file)
  const identity = identify(file)
  return { ...toSource(file, stream), total: identity.size, identity }
}

export function openStream(name: string, stream: Readable & { bytesRead?: number }): Source {
  return { ...toSource(name, stream), total: undefined, identity: undefined }
}

function toSource(name: string, stream: Readable & Partial<Pick<ReadStream, 'bytesRead'>>) {
  return { name, chunks: unpack(name, stream), bytesRead: () => stream.bytesRead ?? 0 }
}

function identify(file: string): FileIdentity {
  const { size, mtimeMs } = statSync(file)
  const bytes = Buffer.alloc(Math.min(size, HEAD_BYTES))
  const opened = openSync(file, 'r')
  readSync(opened, bytes)
  closeSync(opened)
  const head = createHash('sha256').update(bytes).digest('hex')
  return { path: realpathSync(file), size, mtimeMs, head }
}

/** @throws SetupError for what would only be rejected line by line. */
function requireLines(name: string, start: Buffer): void {
  if (/^(fffe|feff)/.test(start.toString('hex', 0, 2)))
    throw new SetupError(`${name} is UTF-16. Save it as UTF-8.`)
  if (/^\uFEFF?\s*\[/.test(start.toString('utf8', 0, 100)))
    throw new SetupError(
      `${name} is one JSON array. Make it one object a line: jq -c '.[]' FILE > FILE.ndjson`,
    )
}

/** Gzip is told by its first bytes, whatever the file is called. @throws SetupError when the packing is damaged. */
async function* unpack(name: string, stream: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const rest = stream[Symbol.asyncIterator]()
  const first = await rest.next()
  if (first.done) return
  const packed = prepend(first.value, { [Symbol.asyncIterator]: () => rest })
  const isGzip = first.value[0] === 0x1f && first.value[1] === 0x8b
  try {
    let isStart = true
    for await (const chunk of isGzip ? pipeline(packed, createGunzip(), () => {}) : packed) {
      if (isStart) requireLines(name, chunk)
      isStart = false
      yield chunk
    }
  } catch (error) {
    if (!String((error as NodeJS.ErrnoException).code).startsWith('Z_')) throw error
    throw new SetupError(`${name} is damaged: ${(error as Error).message}.`, { cause: error })
  }
}

async function* prepend<T>(first: T, rest: AsyncIterable<T>): AsyncGenerator<T> {
  yield first
  yield* rest
}
