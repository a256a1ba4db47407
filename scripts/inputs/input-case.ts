import { readFileSync } from 'node:fs'

/** One request of a case, in whichever form describes it best. */
export interface RequestForm {
  json?: unknown
  raw?: string | null
  base64?: string | null
  segments?: { s?: string; rep?: string; n?: number }[]
  generate?: Generate
  /** Bytes on the socket, request line and all. */
  rawHttp?: string
  client?: string
  method?: string
  path?: string
  /** Added to the default ones; null takes one away. */
  headers?: Record<string, string | null>
  gzip?: boolean
  /** Sent one after the other; the last one is judged. */
  sequence?: RequestForm[]
}

export interface Generate {
  kind: string
  n?: number
  bytes?: number
  thenJson?: unknown
}

export interface Expectation {
  class: '2xx' | '4xx' | 'partial'
  /** Every status that is tolerated, the preferred one first. */
  status: number[]
  code?: string
  pointer?: string
  accepted?: number
  rejected?: number
  duplicates?: number
  storedMustBe?: number
  closeOk?: boolean
  storedVerbatim?: boolean
  unpriced?: boolean
}

export interface InputCase {
  id: string
  category: string
  title: string
  request: RequestForm
  expect: Expectation
  policy?: string
}

export interface CaseFile {
  /** The names of the contract that the cases were written for. */
  fields: Record<string, string>
  cases: InputCase[]
}

export function readCaseFile(file: string | URL): CaseFile {
  return JSON.parse(readFileSync(file, 'utf8'))
}
