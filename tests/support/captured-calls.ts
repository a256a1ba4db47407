import { readdirSync, readFileSync } from 'node:fs'

interface CapturedCall {
  seq: number
  endpoint: string
  durationMs: number
  provider: string
  model?: string
  responseModel?: string
  responseId?: string
  usage?: object
  status?: number
  error?: string
}

const FOLDER = new URL('../fixtures/captures/', import.meta.url)

/** What providers really answered to real clients, as an app would report it. */
export function readCapturedCalls(at: Date): Record<string, unknown>[] {
  const files = readdirSync(FOLDER).filter((name) => name !== 'by-hand.json')
  return files.sort().flatMap((name) => {
    const calls: CapturedCall[] = JSON.parse(readFileSync(new URL(name, FOLDER), 'utf8'))
    return calls.map((call) => toEvent(call, name.replace('.json', ''), at))
  })
}

function toEvent(call: CapturedCall, client: string, at: Date): Record<string, unknown> {
  return {
    id: `${client}-${call.seq}`,
    timestamp: at.toISOString(),
    provider: call.provider,
    model: call.responseModel ?? call.model,
    usage: call.usage ?? null,
    latencyMs: call.durationMs,
    feature: client,
    ...(call.error && { status: 'error', errorCode: call.error }),
  }
}
