import { writeFileSync } from 'node:fs'
import { describeType } from './api/describe-type.ts'

const SOURCE = 'server/http/openapi/answers.ts'
const TARGET = 'server/http/openapi/answers.json'

/** One schema a line, so that a change is seen where it is. */
const lines = (schemas: object) =>
  Object.entries(schemas)
    .map(([name, schema]) => `    ${JSON.stringify(name)}: ${JSON.stringify(schema)}`)
    .join(',\n')

const { answers, schemas } = describeType(SOURCE, 'Answers')
writeFileSync(
  TARGET,
  `{\n  "answers": {\n${lines(answers)}\n  },\n  "schemas": {\n${lines(schemas)}\n  }\n}\n`,
)
console.log(`${TARGET} is made of ${SOURCE}`)
