import { expect, test } from 'vitest'
import { chooseRollup } from '#server/rollups/choose-rollup.ts'

test('one label, or a project and one label, is known every 15 minutes', () => {
  expect(chooseRollup({ labels: ['model'], wholeUtcDays: false })).toBe('label')
  expect(chooseRollup({ labels: ['project'], wholeUtcDays: false })).toBe('label')
  expect(chooseRollup({ labels: ['model', 'project', 'model'], wholeUtcDays: false })).toBe('label')
})

test('several labels are known by whole UTC days', () => {
  expect(chooseRollup({ labels: ['model', 'feature'], wholeUtcDays: true })).toBe('series')
})

test('several labels in other days take the events', () => {
  expect(chooseRollup({ labels: ['model', 'feature'], wholeUtcDays: false })).toBe('events')
})
