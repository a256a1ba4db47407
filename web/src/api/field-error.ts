import { ApiError } from './error.ts'

/** What the server says about a field, by its JSON pointer; undefined when it says nothing about it. */
export function fieldError(error: Error | null, pointer: string): string | undefined {
  if (!(error instanceof ApiError) || error.pointer === null) return undefined
  const isHere = error.pointer === pointer || error.pointer.startsWith(`${pointer}/`)
  return isHere ? sentence(error.message) : undefined
}

/** What belongs to none of the fields of a form. */
export function formError(error: Error | null, pointers: readonly string[]): string | undefined {
  if (error === null || pointers.some((pointer) => fieldError(error, pointer))) return undefined
  return error.message
}

/** `effectiveUntil: is not after the start` -> `Is not after the start`. */
function sentence(message: string): string {
  const text = message.replace(/^[\w.]+: /, '')
  return text.charAt(0).toUpperCase() + text.slice(1)
}
