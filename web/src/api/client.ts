import { hc } from 'hono/client'
import type { AppType } from '#server/http/app.ts'
import type { CreateApiKey } from '#shared/api/api-keys.ts'
import type { DemoProgress } from '#shared/api/demo.ts'
import type { Setup } from '#shared/api/people.ts'
import type { ExploreQuery } from './explore-query.ts'
import { fetchOk } from './fetch-ok.ts'
import { readLines } from './read-lines.ts'
import type { SpendQuery } from './spend-query.ts'

const { v1 } = hc<AppType>('/', { fetch: fetchOk })

const spendOverTime = v1.spend['over-time']

/** Sign-in and sign-out belong to the session library of the server, which has no types to share. */
const postAuth = (path: string, body: object) =>
  fetchOk(`/v1/auth/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })

/** Every route the app uses, once. A failed call throws an `ApiError`. */
export const api = {
  me: async () => (await v1.me.$get()).json(),
  setupState: async () => (await v1.setup.$get()).json(),
  setup: (json: Setup) => v1.setup.$post({ json }),
  signIn: (credentials: { email: string; password: string }) => postAuth('sign-in/email', credentials),
  signOut: () => postAuth('sign-out', {}),

  spendOverTime: async (query: SpendQuery, signal: AbortSignal) =>
    (await spendOverTime.$get({ query }, { init: { signal } })).json(),
  spendBy: async (query: SpendQuery, signal: AbortSignal) =>
    (await v1.spend.by.$get({ query }, { init: { signal } })).json(),

  explore: async (query: ExploreQuery, signal: AbortSignal) =>
    (await v1.explore.$get({ query }, { init: { signal } })).json(),

  projects: async () => (await v1.projects.$get()).json(),
  createProject: async (name: string) => (await v1.projects.$post({ json: { name } })).json(),
  /** Ends when all demo days are loaded. */
  loadDemo: async (onProgress: (progress: DemoProgress) => void) =>
    readLines(await v1.demo.$post(), onProgress),
  deleteProject: (id: string) => v1.projects[':id'].$delete({ param: { id } }),

  apiKeys: async () => (await v1['api-keys'].$get()).json(),
  createApiKey: async (json: CreateApiKey) => (await v1['api-keys'].$post({ json })).json(),
  revokeApiKey: (id: string) => v1['api-keys'][':id'].$delete({ param: { id } }),

  latestEvent: async (project?: string) =>
    (await v1.events.recent.$get({ query: { limit: '1', ...(project && { project }) } })).json(),
}
