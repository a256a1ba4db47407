import { createHash } from 'node:crypto'
import { Hono } from 'hono'
import type { RouterRoute } from 'hono/types'
import type { AppEnv } from '../env.ts'
import { describeApi } from '../openapi/describe-api.ts'
import { docsPage } from '../openapi/docs-page.ts'
import { DOCS_STYLE } from '../openapi/docs-style.ts'

const STYLE_HASH = `'sha256-${createHash('sha256').update(DOCS_STYLE).digest('base64')}'`

const HEADERS = {
  'cache-control': 'no-cache',
  'x-content-type-options': 'nosniff',
  'content-security-policy': `default-src 'none'; style-src ${STYLE_HASH}; img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
}

/** `/openapi.json` for tools and `/docs` for people, of the routes of the API. */
export function docsRoutes(routes: readonly RouterRoute[]) {
  const description = describeApi(routes)
  return new Hono<AppEnv>()
    .get('/openapi.json', (c) => c.json(description, 200, HEADERS))
    .get('/docs', (c) => c.html(docsPage(description), 200, HEADERS))
}
