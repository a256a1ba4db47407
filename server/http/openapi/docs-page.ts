import { html, raw } from 'hono/html'
import { ACCESS_WORDS } from './describe-answers.ts'
import type { ApiDescription, ApiOperation } from './describe-api.ts'
import { DOCS_STYLE } from './docs-style.ts'
import type { JsonSchema } from './json-schema.ts'
import { OPERATIONS } from './operations.ts'

/** The description of the API as a page that needs no script. */
export function docsPage({ info, tags, paths, components }: ApiDescription) {
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method: method.toUpperCase(), operation })),
  )
  return html`<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <meta name="color-scheme" content="light dark" />
    <title>API · Spendscope</title>
    <link rel="icon" href="/favicon.svg" type="image/svg+xml" />
    ${raw(`<style>${DOCS_STYLE}</style>`)}
  </head>
  <body>
    <nav aria-label="Resources">
      <a href="/"><strong>Spendscope</strong></a>
      <ul>${tags.map(({ name }) => html`<li><a href="#${name}">${name}</a></li>`)}</ul>
    </nav>
    <main>
      <h1>API <small>${info.version}</small></h1>
      <p>${inCode(info.description)}</p>
      <p>For tools: <a href="/openapi.json">openapi.json</a> (OpenAPI 3.1).</p>
      ${tags.map(
        ({ name }) => html`<section aria-labelledby="${name}">
          <h2 id="${name}">${name}</h2>
          ${operations
            .filter(({ operation }) => operation.tags.includes(name))
            .map((operation) => operationPart(operation, components.schemas))}
        </section>`,
      )}
      <h2 id="event">Event</h2>
      ${schemaPart('Event', components.schemas.UsageEvent)}
      <h2 id="errors">Errors</h2>
      ${schemaPart('Problem', components.schemas.Problem)}
    </main>
  </body>
</html>`
}

interface OperationEntry {
  path: string
  method: string
  operation: ApiOperation
}

function operationPart({ path, method, operation }: OperationEntry, schemas: Record<string, JsonSchema>) {
  const { operationId, summary, parameters, requestBody } = operation
  const access = OPERATIONS[`${method} ${path}`]?.access
  const own = requestBody && Object.values(requestBody.content)[0]?.schema
  const answer = answerOf(operation, schemas)
  return html`<details id="${operationId}">
    <summary><code class="${method.toLowerCase()}">${method}</code> <code>${path}</code> <span>${summary}</span></summary>
    ${access && html`<p>Needs ${ACCESS_WORDS[access]}.</p>`}
    ${parameters && parameterTable(parameters)}
    ${own && (own.properties ? schemaPart('Body', own) : html`<p>The body is one or more of <a href="#event">Event</a>.</p>`)}
    ${answer?.properties && schemaPart('Answer', answer)}
  </details>`
}

/** What is answered when all is well, with the fields of the type that it names. */
function answerOf({ responses }: ApiOperation, schemas: Record<string, JsonSchema>): JsonSchema | undefined {
  const [done] = Object.values(responses) as { content?: Record<string, { schema: JsonSchema }> }[]
  const schema = done?.content?.['application/json']?.schema
  return typeof schema?.$ref === 'string' ? schemas[schema.$ref.split('/').at(-1)!] : schema
}

const parameterTable = (parameters: NonNullable<ApiOperation['parameters']>) => html`<table>
  <thead><tr><th scope="col">Parameter</th><th scope="col">In</th><th scope="col">Value</th></tr></thead>
  <tbody>
    ${parameters.map(
      ({ name, in: place, required, schema }) => html`<tr>
        <th scope="row"><code>${name}</code>${required ? html` <small>required</small>` : ''}</th>
        <td>${place}</td><td>${schemaText(schema)}</td>
      </tr>`,
    )}
  </tbody>
</table>`

const schemaPart = (name: string, schema: JsonSchema | undefined) => html`<table>
  <thead><tr><th scope="col">${name}</th><th scope="col">Value</th></tr></thead>
  <tbody>
    ${Object.entries(schema?.properties ?? {}).map(
      ([property, own]) => html`<tr>
        <th scope="row"><code>${property}</code>${schema?.required?.includes(property) ? html` <small>required</small>` : ''}</th>
        <td>${schemaText(own)}</td>
      </tr>`,
    )}
  </tbody>
</table>`

/** A schema in a few words: `string, up to 256 characters`. */
function schemaText(schema: JsonSchema): string {
  const { type, enum: values, const: value, anyOf, items, maxLength, minimum, maximum, pattern } = schema
  const facts = [
    maxLength !== undefined && `up to ${maxLength} characters`,
    minimum !== undefined && Number(minimum) > Number.MIN_SAFE_INTEGER && `at least ${minimum}`,
    maximum !== undefined && Number(maximum) < Number.MAX_SAFE_INTEGER && `at most ${maximum}`,
    pattern !== undefined && `like ${pattern}`,
    schema.default !== undefined && `default ${JSON.stringify(schema.default)}`,
    schema.description,
  ].filter(Boolean)
  return [typeText(), ...facts].join(', ')

  function typeText(): string {
    if (Array.isArray(values)) return values.map((one) => JSON.stringify(one)).join(' | ')
    if (value !== undefined) return JSON.stringify(value)
    if (Array.isArray(anyOf)) return [...new Set(anyOf.map(schemaText))].join(' or ')
    if (type === 'array') return `list of ${schemaText((items ?? {}) as JsonSchema)}`
    return typeof type === 'string' ? type : 'see the documentation'
  }
}

/** Words between backticks as code. */
const inCode = (text: string) =>
  text.split('`').map((part, at) => (at % 2 === 1 ? html`<code>${part}</code>` : part))
