import answers from './answers.json' with { type: 'json' }
import type { Answers } from './answers.ts'
import type { JsonSchema } from './json-schema.ts'
import type { Operation } from './operations.ts'

const text = { type: 'string' }

/** Bodies of errors: shared/api/problem.ts. */
export const PROBLEM_SCHEMAS: Record<string, JsonSchema> = {
  Problem: {
    type: 'object',
    description: 'RFC 9457',
    properties: {
      type: { const: 'about:blank' },
      title: text,
      status: { type: 'integer' },
      detail: text,
      code: { ...text, description: 'Stable, for machines: `invalid_json`, `unauthorized`, ...' },
      requestId: { ...text, description: 'Under which the server logged it' },
      pointer: {
        ...text,
        description: 'JSON pointer to what is wrong in the body; empty is the whole of it',
      },
      errors: { type: 'array', items: { $ref: '#/components/schemas/ItemError' } },
    },
    required: ['type', 'title', 'status', 'detail', 'code', 'requestId'],
  },
  ItemError: {
    type: 'object',
    description: 'What is wrong with one item of a batch',
    properties: { index: { type: 'integer' }, id: text, code: text, pointer: text, detail: text },
    required: ['index', 'code', 'pointer', 'detail'],
  },
}

const STATUS_WORDS = {
  200: 'Done',
  201: 'Made',
  202: 'Begun; ask for it again',
  204: 'Done, without a body',
} as const

const problem = (description: string) => ({
  description,
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
})

/** Of everything that stands in answers: made of the types by `npm run api:answers`. */
export const ANSWER_SCHEMAS: Record<string, JsonSchema> = answers.schemas

const ANSWERS: Record<string, JsonSchema> = answers.answers satisfies Record<keyof Answers, object>

/** The answer when all is well, and the errors that this route can give. `name` is its method and path. */
export function describeAnswers(
  name: string,
  { access, status = 200, media = 'application/json' }: Operation,
) {
  const body = status !== 204 && { content: { [media]: { schema: ANSWERS[name] ?? {} } } }
  return {
    [status]: { description: STATUS_WORDS[status], ...body },
    '4XX': problem(
      access === 'anybody'
        ? 'The request cannot be answered'
        : `The request cannot be answered; 401 without, and 403 with too little of: ${ACCESS_WORDS[access]}`,
    ),
    429: problem('Too many requests: `Retry-After` says how many seconds to wait'),
    503: problem('Not just now: `Retry-After` says how many seconds to wait'),
  }
}

export const ACCESS_WORDS: Record<Operation['access'], string> = {
  ingest: 'a key with the scope ingest',
  read: 'a key with the scope read, or a session',
  write: 'a key with the scope write, or the session of an editor or an admin',
  viewer: 'a session',
  editor: 'the session of an editor or an admin',
  admin: 'the session of an admin',
  anybody: 'nothing',
}
