/**
 * Making a formatter takes a hundred times as long as using one, and a chart asks for hundreds of texts: each is made
 * once. Nothing else is remembered, so the same question has the same answer for ever.
 */
const numbers = new Map<string, Intl.NumberFormat>()
const dates = new Map<string, Intl.DateTimeFormat>()

export function numberFormatter(options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = JSON.stringify(options)
  const known = numbers.get(key)
  if (known) return known
  const made = new Intl.NumberFormat('en-US', options)
  numbers.set(key, made)
  return made
}

export function dateFormatter(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${locale} ${JSON.stringify(options)}`
  const known = dates.get(key)
  if (known) return known
  const made = new Intl.DateTimeFormat(locale, options)
  dates.set(key, made)
  return made
}
