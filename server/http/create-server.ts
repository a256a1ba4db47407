import { createServer as createHttpServer, type Server } from 'node:http'
import { getRequestListener } from '@hono/node-server'
import type { AppContext } from '#server/context.ts'
import { programPaths } from '#server/paths.ts'
import { createApp } from './app.ts'
import { createAllPlaces } from './places.ts'
import { turnAwayWhenFull } from './turn-away.ts'

/** Connections that are too slow are closed; Node's own limits are in minutes. */
const OPTIONS = {
  requestTimeout: 15_000,
  headersTimeout: 10_000,
  connectionsCheckingInterval: 1_000,
  maxHeaderSize: 16_384,
}

/** The HTTP server with everything on it, not yet listening. */
export function createServer(ctx: AppContext): Server {
  const places = createAllPlaces(ctx.metrics)
  const app = createApp(ctx, programPaths().web, places)
  return createHttpServer(OPTIONS, turnAwayWhenFull(ctx, places, getRequestListener(app.fetch)))
}
