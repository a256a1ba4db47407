import { expect, test } from 'vitest'
import { chooseRollup } from '#server/rollups/choose-rollup.ts'

const whole = { wholeDays: true, unknownTags: [] }
const parts = { wholeDays: false, unknownTags: [] }

test('one label, or a project and one label, is known every 15 minutes, and by day where days are asked for', () => {
  expect(chooseRollup({ labels: ['model'], ...parts })).toBe('labels')
  expect(chooseRollup({ labels: ['project'], ...parts })).toBe('labels')
  expect(chooseRollup({ labels: ['model', 'project', 'model'], ...parts })).toBe('labels')
  expect(chooseRollup({ labels: ['model', 'project'], ...whole })).toBe('labelDays')
})

test("several labels are known by whole days of the installation's zone", () => {
  expect(chooseRollup({ labels: ['model', 'feature'], ...whole })).toBe('seriesDays')
})

test('several labels in other days take the events', () => {
  expect(chooseRollup({ labels: ['model', 'feature'], ...parts })).toBe('events')
})

test('users are known by whole days, alone', () => {
  expect(chooseRollup({ labels: ['user', 'project'], ...whole })).toBe('userDays')
  expect(chooseRollup({ labels: ['user', 'model'], ...whole })).toBe('events')
  expect(chooseRollup({ labels: ['user'], ...parts })).toBe('events')
})

test('a declared tag is a label like the others; any other tag takes the events', () => {
  expect(chooseRollup({ labels: ['tag:customer'], ...whole })).toBe('labelDays')
  expect(chooseRollup({ labels: ['tag:customer', 'model'], ...whole })).toBe('seriesDays')
  expect(chooseRollup({ labels: ['tag:customer'], wholeDays: true, unknownTags: ['tag:customer'] })).toBe(
    'events',
  )
})
