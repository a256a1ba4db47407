/**
 * The grid of the live table by the width that the table has: on a phone, or beside an open request, there is no room for
 * every column.
 */
export const GRID = [
  'grid items-center px-4 sm:px-6',
  'grid-cols-[98px_minmax(90px,1fr)_minmax(52px,auto)_92px]',
  '@2xl:grid-cols-[135px_minmax(130px,1.4fr)_minmax(90px,1fr)_80px_100px_140px]',
  '@min-[60rem]:grid-cols-[150px_minmax(170px,1.4fr)_minmax(110px,1fr)_80px_80px_80px_90px_100px_140px]',
].join(' ')

/** Columns for which there is room from a width on. */
const MIDDLE = '@max-2xl:hidden'
const WIDE = '@max-[60rem]:hidden'

export const ROW_HEIGHT = 34

const NUMBER = 'num text-right'
export const COLUMNS = {
  Time: '',
  Model: '',
  Feature: MIDDLE,
  Input: `${NUMBER} ${WIDE}`,
  Cached: `${NUMBER} ${WIDE}`,
  Output: `${NUMBER} ${WIDE}`,
  Latency: `${NUMBER} ${MIDDLE}`,
  Status: NUMBER,
  Cost: NUMBER,
}
