/** Values of one list, and UTF-16 units of each. */
export const MOST_LIST_VALUES = 100
export const LONGEST_LIST_VALUE = 256

/** A list in one URL parameter: `a,b`. A comma or backslash inside a value is written `\,` or `\\`. */
export function parseListParam(text: string): string[] {
  const values = ['']
  for (const [token] of text.matchAll(/\\.|[\s\S]/g)) {
    if (token === ',') values.push('')
    else values[values.length - 1] += token.length > 1 ? token.slice(1) : token
  }
  return values
}

export function formatListParam(values: readonly string[]): string {
  return values.map((value) => value.replace(/[\\,]/g, '\\$&')).join(',')
}
