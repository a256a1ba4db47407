import { isObject } from '#shared/usage/count-reader.ts'

/** What is wrong with a line; `pointer` is a JSON pointer into its event, '' the whole of it. */
export interface LineProblem {
  code: string
  pointer: string
  detail: string
}

/** A line of the file of rejected lines. */
export interface RejectedLine extends LineProblem {
  line: number
  text: string
}

const FIELDS = 'code,detail,line,pointer,text'

/** The event in a rejected line, once somebody has mended it; any other value as it is. @throws SyntaxError */
export function openRejectedLine(value: unknown): unknown {
  const isOne = isObject(value) && 'text' in value && Object.keys(value).sort().join() === FIELDS
  return isOne ? JSON.parse(String(value.text)) : value
}
