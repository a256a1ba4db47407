import { expect, test } from 'vitest'
import { alertState, deliveriesText } from '#web/src/features/alerts/alert-words.ts'

const NOW = Date.parse('2026-11-22T14:00:00Z')

test('what is put off is open again when its time is over', () => {
  const alert = { state: 'firing', snoozedUntil: '2026-11-22T15:00:00Z' } as const
  expect(alertState(alert, NOW)).toEqual(['plain', 'Snoozed'])
  expect(alertState(alert, Date.parse('2026-11-22T15:00:01Z'))).toEqual(['bad', 'Open'])
})

test('what became of messages is told by state, and nothing where nobody was told', () => {
  const none = { pending: 0, delivered: 0, dead: 0, cancelled: 0 }
  expect(deliveriesText({ ...none, delivered: 2, dead: 1 })).toBe('2 delivered, 1 given up')
  expect(deliveriesText(none)).toBeUndefined()
})
