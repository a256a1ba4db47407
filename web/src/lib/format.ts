import { numberFormatter } from './formatters.ts'

/** Money arrives as decimal strings in USD; a JavaScript number serves display and geometry only. */
export type Amount = string | number

export const UNKNOWN = '—'
const MINUS = '\u2212'
/** Another symbol stands before amounts that were converted: see money.ts. */
const DOLLAR = '$'

function decimal(value: number, options: Intl.NumberFormatOptions): string {
  return numberFormatter(options).format(value)
}

const fixed = (value: number, digits: number) =>
  decimal(value, { minimumFractionDigits: digits, maximumFractionDigits: digits })

function amountText(value: number, symbol: string, magnitude: (absolute: number) => string): string {
  if (value === 0) return `${symbol}0`
  return `${value < 0 ? MINUS : ''}${symbol}${magnitude(Math.abs(value))}`
}

const headline = (value: number) => {
  if (value >= 999.995) return fixed(value, 0)
  if (value >= 1) return fixed(value, 2)
  if (value >= 0.01) return decimal(value, { minimumFractionDigits: 2, maximumFractionDigits: 3 })
  return decimal(value, { maximumSignificantDigits: 2 })
}

/** Headlines, tables, tooltips: `$12,431`, `$4.22`, `$0.012`. */
export const usd = (amount: Amount, symbol = DOLLAR) => amountText(Number(amount), symbol, headline)

const fractionOf = (amount: string) => (amount.split('.')[1] ?? '').replace(/0+$/, '')

/** Decimals with which exact amounts of a column line up. */
export const exactScale = (amounts: readonly string[]) =>
  Math.max(2, ...amounts.map((amount) => fractionOf(amount).length))

/**
 * Every digit the server knows, at least cents, or as many as its column has: `$12,431.22`, `$0.000013`. Reads the
 * text, so nothing is rounded.
 */
export function usdExact(amount: string, scale = 2): string {
  const [, sign = '', whole = '0', fraction = ''] = /^(-?)(\d+)(?:\.(\d*))?$/.exec(amount) ?? []
  if (/^0*$/.test(whole + fraction)) return '$0'
  const digits = fraction.replace(/0+$/, '').padEnd(scale, '0')
  return `${sign && MINUS}$${numberFormatter({}).format(BigInt(whole))}.${digits}`
}

const short = (value: number) => {
  if (value >= 999.5)
    return decimal(value, { notation: 'compact', maximumFractionDigits: 1 }).replace('K', 'k')
  if (value >= 9.995) return fixed(value, 0)
  if (value >= 1) return decimal(value, { maximumFractionDigits: 2 })
  return headline(value)
}

const roundsToThousand = (value: number) => value >= 999.5 && value < 1000

/** Axes and tight cells: `$12.4k`, `$450`, `$4.22`. */
export const usdCompact = (amount: Amount, symbol = DOLLAR) =>
  amountText(Number(amount), symbol, (value) => (roundsToThousand(value) ? '1,000' : short(value)))

/** Decimals for a whole column or axis, so that its figures line up. */
export function moneyScale(amounts: readonly Amount[]): number {
  const values = amounts.map((amount) => Math.abs(Number(amount))).filter((value) => value > 0)
  const largest = Math.max(0, ...values)
  if (largest >= 1000) return 0
  if (largest >= 1 || values.length === 0) return 2
  const leadingZeros = -Math.floor(Math.log10(Math.min(...values)))
  return Math.min(8, Math.max(2, leadingZeros + 1))
}

/** An amount with the decimals of its column; what would round to nothing prints as `<$0.01`. */
export function usdScaled(amount: Amount, scale: number, symbol = DOLLAR): string {
  const value = Number(amount)
  const unit = 10 ** -scale
  if (value !== 0 && Math.abs(value) < unit / 2) return `<${symbol}${fixed(unit, scale)}`
  return amountText(value, symbol, (absolute) => fixed(absolute, scale))
}

/** `+$4,890`, `−$2,110`. */
export const usdChange = (amount: Amount, symbol = DOLLAR) =>
  `${Number(amount) > 0 ? '+' : ''}${usd(amount, symbol)}`

/** The same with the decimals of its column; what rounds to nothing has its sign by its colour alone, as `<$0.01`. */
export function usdScaledChange(amount: Amount, scale: number, symbol = DOLLAR): string {
  const text = usdScaled(amount, scale, symbol)
  return Number(amount) > 0 && !text.startsWith('<') ? `+${text}` : text
}

/** Counts with three significant digits: 950, 18.4k, 8.42M, 21.3B. */
export function compact(count: number): string {
  const text = decimal(count, { notation: 'compact', maximumSignificantDigits: 3 })
  return text.replace('K', 'k').replace('-', MINUS)
}

export const integer = (count: number) => decimal(count, {}).replace('-', MINUS)

export const percent = (share: number) => `${fixed(share * 100, 1)}%`

/** A share that says 100 % only when it is: 0.9999 is `99.9%`. */
export function coveragePercent(share: number): string {
  return share >= 1 ? '100%' : `${fixed(Math.floor(share * 1000) / 10, 1)}%`
}

export interface Change {
  /** `new` when there is no base. */
  direction: 'up' | 'down' | 'flat' | 'new'
  /** Without sign; the arrow beside it says which way. */
  text: string
}

/** How far a value moved from its base. */
export function change(current: number, base: number): Change {
  if (base === 0)
    return current === 0 ? { direction: 'flat', text: UNKNOWN } : { direction: 'new', text: 'new' }
  const ratio = current / base - 1
  const size = Math.abs(ratio)
  if (size < 0.0005) return { direction: 'flat', text: '0%' }
  const direction = ratio > 0 ? 'up' : 'down'
  if (current / base >= 10) return { direction, text: '>10×' }
  return { direction, text: size >= 0.9995 ? `${fixed(size * 100, 0)}%` : percent(size) }
}

/** `+6.9%`, `−13.2%`: where there is no arrow. */
export function signedChange({ direction, text }: Change): string {
  if (direction === 'flat' || direction === 'new' || text.startsWith('>')) return text
  return direction === 'up' ? `+${text}` : `${MINUS}${text}`
}

/** How far a share moved, in points. */
export function pointsChange(current: number, base: number): Change {
  const difference = Math.round((current - base) * 1000) / 10
  const text = `${fixed(Math.abs(difference), 1)} pts`
  if (difference === 0) return { direction: 'flat', text }
  return { direction: difference > 0 ? 'up' : 'down', text }
}

/** `920 ms`, from one second `1.8 s`. */
export const latency = (ms: number) =>
  Math.round(ms) < 1000 ? `${integer(Math.round(ms))} ms` : `${fixed(ms / 1000, 1)} s`

/** Difference of two shares in points: `+5.4 pts`. */
export function points(current: number, base: number): string {
  const difference = Math.round((current - base) * 1000) / 10
  const sign = difference > 0 ? '+' : difference < 0 ? MINUS : ''
  return `${sign}${fixed(Math.abs(difference), 1)} pts`
}

const BYTE_UNITS = ['B', 'kB', 'MB', 'GB', 'TB']

/** `8 kB`, `1.2 GB`. */
export function bytes(count: number): string {
  const power = Math.min(BYTE_UNITS.length - 1, count < 1 ? 0 : Math.floor(Math.log10(count) / 3))
  return `${decimal(count / 1000 ** power, { maximumSignificantDigits: 3 })} ${BYTE_UNITS[power]}`
}

export const plural = (count: number, one: string, many = `${one}s`) => (count === 1 ? one : many)
