import { readCsvText } from './csv-cell.ts'
import type { CellType, EventColumn } from './event-columns.ts'

/**
 * The event that a row of a CSV file says, in the shape of a posted one. An empty cell is an absent field.
 * What does not fit its column stays text, so that the checks of every event name it.
 */
export function eventOfRow(columns: readonly EventColumn[], cells: readonly string[]): object {
  const event: Record<string, unknown> = {}
  const nested: Record<string, Record<string, unknown>> = {}
  for (const [i, { path, type }] of columns.entries()) {
    const cell = cells[i] ?? ''
    if (cell === '' || type === 'ignored') continue
    const [field = '', part] = path
    const value = readCell(type, readCsvText(cell))
    if (part === undefined) event[field] = value
    else {
      nested[field] ??= {}
      nested[field][part] = value
    }
  }
  return { ...event, ...nested }
}

function readCell(type: Exclude<CellType, 'ignored'>, text: string): unknown {
  switch (type) {
    case 'text':
      return text
    case 'number':
      return readNumber(text.trim()) ?? text
    case 'amount':
      // As text, so that no digit is lost; only an exponent has to become a number.
      return /^\d+(\.\d+)?$/.test(text.trim()) ? text.trim() : (readNumber(text.trim()) ?? text)
    case 'boolean':
      return { true: true, false: false }[text.trim().toLowerCase()] ?? text
    case 'json':
      return readJson(text)
    default:
      return type satisfies never
  }
}

function readNumber(text: string): number | undefined {
  return /^-?\d+(\.\d+)?([eE][+-]?\d+)?$/.test(text) ? Number(text) : undefined
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}
