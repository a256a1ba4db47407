import { expect, test } from 'vitest'
import { readAlertsView, writeAlertsView } from '#web/src/lib/alerts-params.ts'

test('the view survives the way through the address, and defaults are left out', () => {
  const search = { state: 'all', kind: 'forecast', open: '12' }
  expect(writeAlertsView(readAlertsView(search))).toEqual(search)
  expect(writeAlertsView(readAlertsView({ state: 'open' }))).toEqual({})
})

test('a bad link gives the inbox', () => {
  expect(readAlertsView({ state: 'closed', kind: 'earthquake', open: '../1' })).toEqual({
    state: 'open',
    kind: '',
    open: '',
  })
})
