import { expect, test } from 'vitest'
import {
  actsOf,
  may,
  type Principal,
  requireProjectAccess,
  visibleProjects,
} from '#server/people/permissions.ts'
import type { KeyScope } from '#shared/api/api-keys.ts'
import { type Act, ROLES, type Role } from '#shared/api/people.ts'

const person = (role: Role, projects?: readonly number[]): Principal => ({
  kind: 'person',
  id: 'p',
  name: 'P',
  email: 'p@example.com',
  role,
  projects,
})
const key = (...scopes: KeyScope[]): Principal => ({
  kind: 'key',
  keyId: 1,
  projectId: 7,
  scopes,
  rateLimit: null,
  isArchived: false,
})

/** admin, editor, viewer, key that ingests, key that reads */
const EXPECTED: Record<Act, string> = {
  readSpend: 'yes yes yes no yes',
  annotate: 'yes yes no yes no',
  manageBudgets: 'yes yes no no no',
  manageChannels: 'yes no no no no',
  manageSavings: 'yes yes no no no',
  manageKeys: 'yes yes no no no',
  managePrices: 'yes yes no no no',
  approvePrices: 'yes no no no no',
  shareViews: 'yes yes no no no',
  deleteSharedViews: 'yes no no no no',
  manageProjects: 'yes no no no no',
  manageMembers: 'yes no no no no',
  changeSettings: 'yes no no no no',
  readAudit: 'yes no no no no',
  readHealth: 'yes no no no no',
}

test.each(Object.entries(EXPECTED))('%s: %s', (act, expected) => {
  const all = [...ROLES.map((role) => person(role)), key('ingest'), key('read')]
  expect(all.map((who) => (may(who, act as Act) ? 'yes' : 'no')).join(' ')).toBe(expected)
})

test('a person is told all that they may do and nothing else', () => {
  expect(actsOf(person('viewer'))).toEqual(['readSpend'])
  expect(actsOf(person('admin'))).toHaveLength(Object.keys(EXPECTED).length)
})

test('a key sees its project, an admin every project, others those they were given', () => {
  expect(visibleProjects(key('read'))).toEqual([7])
  expect(visibleProjects(person('admin', [1]))).toBeUndefined()
  expect(visibleProjects(person('viewer', [1, 2]))).toEqual([1, 2])
  expect(visibleProjects(person('viewer', []))).toEqual([])
  expect(visibleProjects(person('viewer'))).toBeUndefined()
})

test('a project that is not seen is answered as if there were none', () => {
  const editor = person('editor', [1])
  expect(() => requireProjectAccess(editor, '1')).not.toThrow()
  expect(() => requireProjectAccess(editor, '2')).toThrow(expect.objectContaining({ status: 404 }))
  expect(() => requireProjectAccess(editor, null)).toThrow(expect.objectContaining({ status: 403 }))
  expect(() => requireProjectAccess(person('editor'), null)).not.toThrow()
})
