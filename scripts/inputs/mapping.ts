import { readFileSync } from 'node:fs'
import type { Expectation, InputCase } from './input-case.ts'

/** Where a field of the cases is in our contract: its path in an event. */
interface FieldPlace {
  to: string
  /** The cases count it inside this other field; our classes are disjoint, so it is taken out of there. */
  partOf?: string
}

/** Another verdict than the cases', because our documented contract differs. */
interface Verdict {
  when: { id?: string; policy?: string; code?: string; field?: string }
  /** Holds in place of what the case expects. */
  instead?: Partial<Expectation>
  /** Holds as well as what the case expects. */
  or?: Partial<Expectation>
  reason: string
}

export interface Mapping {
  path: string
  pathOtherProject: string
  envelope: string
  fields: Record<string, FieldPlace>
  verdicts: Verdict[]
}

const OURS = new URL('../../tests/fixtures/bad-inputs-mapping.json', import.meta.url)

/** Our names for the fields of the cases; a field that we do not know keeps the name it has in the file of the cases. */
export function readMapping(theirs: Record<string, string>): Mapping {
  const ours: Mapping = JSON.parse(readFileSync(OURS, 'utf8'))
  const unknown = Object.entries(theirs).map(([name, to]) => [name, { to }] as const)
  return { ...ours, fields: { ...Object.fromEntries(unknown), ...ours.fields } }
}

export const pathOf = (mapping: Mapping, name: string): string[] =>
  (mapping.fields[name]?.to ?? name).split('.')

/** Every expectation that a case may meet: one of them has to hold. */
export function expectationsOf({ id, policy, expect }: InputCase, { verdicts }: Mapping): Expectation[] {
  const expected = [expect]
  for (const { when, instead, or } of verdicts) {
    const field = /\/\{\{(\w+)\}\}$/.exec(expect.pointer ?? '')?.[1]
    const facts: Record<string, string | undefined> = { id, policy, code: expect.code, field }
    if (Object.entries(when).some(([name, value]) => facts[name] !== value)) continue
    if (instead) expected[0] = { ...expected[0]!, ...instead }
    if (or) expected.push({ class: expect.class, status: expect.status, ...or })
  }
  return expected
}

/** The pointers that stand for one of the cases: a part that exceeds its whole shows as a whole below 0. */
export function toPointers(pointer: string, mapping: Mapping): string[] {
  const wholes = pointer.replace(/\{\{(\w+)\}\}/g, (macro, name: string) => {
    const { partOf } = mapping.fields[name] ?? {}
    return partOf ? `{{${partOf}}}` : macro
  })
  return [...new Set([pointer, wholes])].map((text) =>
    text.replace(/\{\{(\w+)\}\}/g, (_, name: string) =>
      name === 'events' ? mapping.envelope : pathOf(mapping, name).join('/'),
    ),
  )
}
