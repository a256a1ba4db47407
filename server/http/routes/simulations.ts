import { Hono } from 'hono'
import type { AppContext } from '#server/context.ts'
import { canReadSpend, requirePermission, requireProjectAccess } from '#server/people/permissions.ts'
import { requireProject } from '#server/people/projects.ts'
import { runSimulation } from '#server/savings/simulate/run-simulation.ts'
import { RunSimulation } from '#shared/api/simulations.ts'
import type { AppEnv } from '../env.ts'
import { identify } from '../middleware/identify.ts'
import { streamLines } from '../stream-lines.ts'
import { validate } from '../validate.ts'

/** Stored events, priced again as if something had been other. Nothing is changed. */
export const simulationsRoutes = (ctx: AppContext) =>
  new Hono<AppEnv>().use(identify(ctx)).post('/', validate('json', RunSimulation), async (c) => {
    requirePermission(canReadSpend(c.var.who), 'simulate with this key: it lacks the scope "read"')
    const wanted = c.req.valid('json')
    requireProjectAccess(c.var.who, wanted.projectId)
    await requireProject(ctx, wanted.projectId)
    return streamLines(ctx, c, runSimulation(ctx, wanted), 'the simulation broke off')
  })
