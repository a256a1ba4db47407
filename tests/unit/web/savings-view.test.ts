import { expect, test } from 'vitest'
import { readSavingsView, writeSavingsView } from '#web/src/lib/savings-view.ts'
import { readSimulationView, writeSimulationView } from '#web/src/lib/simulation-view.ts'

test('what the address says of savings survives reading and writing, and defaults leave no trace', () => {
  const search = { show: 'closed', project: '7', feature: 'faq', model: 'gpt-4o', confidence: 'low' }
  expect(writeSavingsView(readSavingsView(search))).toEqual(search)
  expect(writeSavingsView(readSavingsView({ show: 'open' }))).toEqual({})
})

test('unknown values are left out', () => {
  const search = { show: 'bogus', project: 'x', feature: '', confidence: 'sure', other: '1' }
  expect(writeSavingsView(readSavingsView(search))).toEqual({})
  const simulation = { project: '7', to: 'gpt-4o', tier: 'vip', cache: '101', batch: '-1', share: '100' }
  expect(writeSimulationView(readSimulationView(simulation))).toEqual({ project: '7' })
})

test('a simulation in the address is the one that the form shows', () => {
  const search = {
    project: '7',
    model: 'gpt-4o',
    to: 'openai/gpt-4o-mini',
    cache: '0',
    batch: '40',
    share: '25',
  }
  expect(writeSimulationView(readSimulationView(search))).toEqual(search)
})
