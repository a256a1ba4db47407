import { gzipSync } from 'node:zlib'
import { generateBody } from './generate-body.ts'
import type { RequestForm } from './input-case.ts'
import { expandJson, expandMacros, type MacroScope } from './macros.ts'
import { mapJson, mapText } from './map-fields.ts'
import type { Mapping } from './mapping.ts'

/** A request of a case as bytes on the wire, and its body where that is JSON. */
export interface WireRequest {
  method: string
  bytes: Buffer
  json?: unknown
}

/** Writes a request of a case with our names and everything filled in. `host` is what the request is addressed to. */
export function buildRequest(
  form: RequestForm,
  mapping: Mapping,
  run: MacroScope,
  host: string,
): WireRequest {
  const scope = { ...run, now: new Date() }
  const fill = (text: string) => expandMacros(mapText(text, mapping), scope)
  if (form.rawHttp !== undefined)
    return { method: form.rawHttp.split(' ', 1)[0]!, bytes: Buffer.from(fill(form.rawHttp)) }
  const { body, json } = bodyOf(form, mapping, scope)
  const method = form.method ?? 'POST'
  const headers = headersOf(form, scope, host, body)
  const head = [`${method} ${fill(form.path ?? '{{path}}')} HTTP/1.1`, ...headers, '', ''].join('\r\n')
  const bytes = Buffer.concat([Buffer.from(head), body ?? Buffer.alloc(0)])
  return { method, bytes, ...(json !== undefined && { json }) }
}

interface Body {
  body: Buffer | undefined
  json?: unknown
}

function bodyOf(form: RequestForm, mapping: Mapping, scope: MacroScope): Body {
  const plain = plainBody(form, mapping, scope)
  return form.gzip && plain.body ? { ...plain, body: gzipSync(plain.body) } : plain
}

function plainBody(form: RequestForm, mapping: Mapping, scope: MacroScope): Body {
  const fill = (text: string) => Buffer.from(expandMacros(mapText(text, mapping), scope))
  const toJson = (value: unknown) => expandJson(mapJson(value, mapping), scope)
  if (form.json !== undefined) {
    const json = toJson(form.json)
    return { json, body: Buffer.from(JSON.stringify(json)) }
  }
  if (typeof form.raw === 'string') return { body: fill(form.raw) }
  if (typeof form.base64 === 'string') return { body: Buffer.from(form.base64, 'base64') }
  if (form.segments) {
    const text = form.segments.map(({ s = '', rep = '', n = 0 }) => s + rep.repeat(n))
    return { body: fill(text.join('')) }
  }
  if (!form.generate) return { body: undefined }
  const generated = generateBody(form.generate)
  if ('body' in generated) return { body: Buffer.from(generated.body) }
  const json = toJson('json' in generated ? generated.json : generated.padded)
  const text = JSON.stringify(json)
  return { json, body: Buffer.from('bytes' in generated ? text.padEnd(generated.bytes) : text) }
}

function headersOf(form: RequestForm, scope: MacroScope, host: string, body: Buffer | undefined): string[] {
  const headers = new Map<string, string | null>([
    ['host', host],
    ['connection', 'close'],
    ['authorization', '{{auth}}'],
    ['content-type', 'application/json'],
    ['content-length', body ? String(body.length) : null],
  ])
  for (const [name, value] of Object.entries(form.headers ?? {})) headers.set(name.toLowerCase(), value)
  if (headers.get('transfer-encoding')) headers.delete('content-length')
  return [...headers].flatMap(([name, value]) =>
    value === null ? [] : [`${name}: ${expandMacros(value, scope)}`],
  )
}
