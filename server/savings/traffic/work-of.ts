const TALK =
  /^(?:chat|responses?|messages?|(?:chat|text)?[._ -]?completions?|generate|generate[._ -]?(?:content|text)|converse)$/
const EMBEDDING = /^embed/

/**
 * The kind of work behind an operation: one app names the call that it makes, another names none, and a pilot may name
 * it otherwise. Whatever else is not talk is work of its own.
 */
export function workOf(operation: string): string {
  if (operation === '' || TALK.test(operation)) return 'talk'
  return EMBEDDING.test(operation) ? 'embedding' : operation
}
