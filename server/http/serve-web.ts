import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { serveStatic } from '@hono/node-server/serve-static'
import { Hono } from 'hono'
import { secureHeaders } from 'hono/secure-headers'
import type { AppEnv } from './env.ts'

/** Serves the built web app: its files, and its page for every other address. */
export function serveWeb(folder: string): Hono<AppEnv> {
  const app = new Hono<AppEnv>()
  const pageFile = join(folder, 'index.html')
  if (!existsSync(pageFile)) return app
  const page = readFileSync(pageFile, 'utf8')
  const root = relative(process.cwd(), folder)
  return app
    .use(webHeaders(page))
    .get(
      '/assets/*',
      serveStatic({
        root,
        onFound: (_, c) => c.header('cache-control', 'public, max-age=31536000, immutable'),
      }),
    )
    .get('/assets/*', (c) => c.notFound())
    .get('/:file{[\\w-]+\\.(?:svg|png|ico|txt|webmanifest)}', serveStatic({ root }))
    .get('*', (c) => c.html(page, 200, { 'cache-control': 'no-cache' }))
}

function webHeaders(page: string) {
  const inline = [...page.matchAll(/<script>([\s\S]*?)<\/script>/g)].map(([, script]) => hashSource(script!))
  return secureHeaders({
    contentSecurityPolicy: {
      defaultSrc: ["'self'"],
      scriptSrc: ["'self'", ...inline],
      styleSrc: ["'self'", "'unsafe-inline'"],
      imgSrc: ["'self'", 'data:'],
      objectSrc: ["'none'"],
      baseUri: ["'self'"],
      formAction: ["'self'"],
      frameAncestors: ["'none'"],
    },
    xFrameOptions: 'DENY',
    referrerPolicy: 'same-origin',
    strictTransportSecurity: false,
  })
}

const hashSource = (script: string) => `'sha256-${createHash('sha256').update(script).digest('base64')}'`
