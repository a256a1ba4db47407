import { hc } from 'hono/client'
import type { z } from 'zod'
import type { AppType } from '#server/http/app.ts'
import type { CreateAnnotation } from '#shared/api/annotations.ts'
import type { CreateApiKey } from '#shared/api/api-keys.ts'
import type { DemoProgress } from '#shared/api/demo.ts'
import type { ExportFormat } from '#shared/api/events.ts'
import type { AcceptInvitation, CreateInvitation, UpdateMember } from '#shared/api/members.ts'
import type { Setup } from '#shared/api/people.ts'
import type { UpdateProject } from '#shared/api/projects.ts'
import type { CreateSavedView, UpdateSavedView } from '#shared/api/saved-views.ts'
import type { ChangeOpportunity } from '#shared/api/savings.ts'
import type { SavingsSettings } from '#shared/api/savings-settings.ts'
import type { UpdateSettings } from '#shared/api/settings.ts'
import type { RunSimulation, SimulationLine } from '#shared/api/simulations.ts'
import type { EventKey, EventsQuery } from '../lib/events-query.ts'
import type { AlertRuleChange, AlertsQuery, DigestChange, NewAlertRule, NewDigest } from './alert-input.ts'
import type { BudgetChange, NewBudget, PreviewedBudget } from './budget-input.ts'
import type { ChannelChange, NewChannel } from './channel-input.ts'
import type { ExploreQuery } from './explore-query.ts'
import { fetchOk } from './fetch-ok.ts'
import type { ListedModelsQuery, NewModelAlias, NewPriceOverride, NewReprice } from './price-input.ts'
import { readLines } from './read-lines.ts'
import type { ModelsQuery, SpendMonthQuery, SpendQuery, SpendRangeQuery } from './spend-query.ts'

/** What a simulation is asked with; what is left out is as by default. */
export type NewSimulation = z.input<typeof RunSimulation>

const { v1 } = hc<AppType>('/', { fetch: fetchOk })

const spendOverTime = v1.spend['over-time']
const savedViews = v1['saved-views']
const alertRules = v1['alert-rules']

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
  /** All other sessions of this person end. */
  changePassword: (passwords: { currentPassword: string; newPassword: string }) =>
    postAuth('change-password', { ...passwords, revokeOtherSessions: true }),

  spendOverTime: async (query: SpendQuery, signal: AbortSignal) =>
    (await spendOverTime.$get({ query }, { init: { signal } })).json(),
  spendBy: async (query: SpendQuery, signal: AbortSignal) =>
    (await v1.spend.by.$get({ query }, { init: { signal } })).json(),
  spendForecast: async (query: SpendMonthQuery, signal: AbortSignal) =>
    (await v1.spend.forecast.$get({ query }, { init: { signal } })).json(),
  spendChanges: async (query: SpendRangeQuery, signal: AbortSignal) =>
    (await v1.spend.changes.$get({ query }, { init: { signal } })).json(),
  priceChanges: async (query: SpendRangeQuery, signal: AbortSignal) =>
    (await v1.spend['price-changes'].$get({ query }, { init: { signal } })).json(),
  createAnnotation: (json: z.input<typeof CreateAnnotation>) => v1.annotations.$post({ json }),
  deleteAnnotation: (id: string) => v1.annotations[':id'].$delete({ param: { id } }),
  annotations: async (query: { range: string; timeZone: string; project?: string }, signal: AbortSignal) =>
    (await v1.annotations.$get({ query }, { init: { signal } })).json(),

  tagKeys: async (query: { project?: string }, signal: AbortSignal) =>
    (await v1['tag-keys'].$get({ query }, { init: { signal } })).json(),
  explore: async (query: ExploreQuery, signal: AbortSignal) =>
    (await v1.explore.$get({ query }, { init: { signal } })).json(),

  savedViews: async () => (await savedViews.$get()).json(),
  createSavedView: async (json: CreateSavedView) => (await savedViews.$post({ json })).json(),
  updateSavedView: async (id: string, json: UpdateSavedView) =>
    (await savedViews[':id'].$patch({ param: { id }, json })).json(),
  deleteSavedView: (id: string) => savedViews[':id'].$delete({ param: { id } }),

  models: async (query: ModelsQuery, signal: AbortSignal) =>
    (await v1.models.$get({ query }, { init: { signal } })).json(),

  listedModels: async (query: ListedModelsQuery, signal: AbortSignal) =>
    (await v1.prices.models.$get({ query }, { init: { signal } })).json(),
  priceHistory: async (query: { provider: string; model: string }, signal: AbortSignal) =>
    (await v1.prices.history.$get({ query }, { init: { signal } })).json(),
  priceOverrides: async () => (await v1.prices.overrides.$get()).json(),
  addPriceOverride: (json: NewPriceOverride) => v1.prices.overrides.$post({ json }),
  retirePriceOverride: (id: string) => v1.prices.overrides[':id'].$delete({ param: { id } }),
  modelAliases: async () => (await v1.prices.aliases.$get()).json(),
  addModelAlias: (json: NewModelAlias) => v1.prices.aliases.$post({ json }),
  retireModelAlias: (id: string) => v1.prices.aliases[':id'].$delete({ param: { id } }),
  unpriced: async () => (await v1.prices.unpriced.$get()).json(),
  catalogueUpdate: async () => (await v1.prices.update.$get()).json(),

  repriceRuns: async () => (await v1['reprice-runs'].$get()).json(),
  previewReprice: async (json: NewReprice) => (await v1['reprice-runs'].$post({ json })).json(),
  approveReprice: (id: string) => v1['reprice-runs'][':id'].approve.$post({ param: { id } }),
  undoReprice: (id: string) => v1['reprice-runs'][':id'].undo.$post({ param: { id } }),

  projects: async () => (await v1.projects.$get()).json(),
  createProject: async (name: string) => (await v1.projects.$post({ json: { name } })).json(),
  /** Ends when all demo days are loaded. */
  loadDemo: async (onProgress: (progress: DemoProgress) => void) =>
    readLines(await v1.demo.$post(), onProgress),
  updateProject: (id: string, json: UpdateProject) => v1.projects[':id'].$patch({ param: { id }, json }),
  declareTag: (id: string, key: string) => v1.projects[':id'].tags.$post({ param: { id }, json: { key } }),
  retireTag: (id: string, key: string) => v1.projects[':id'].tags[':key'].$delete({ param: { id, key } }),
  deleteProject: (id: string) => v1.projects[':id'].$delete({ param: { id } }),

  apiKeys: async () => (await v1['api-keys'].$get()).json(),
  createApiKey: async (json: CreateApiKey) => (await v1['api-keys'].$post({ json })).json(),
  revokeApiKey: (id: string) => v1['api-keys'][':id'].$delete({ param: { id } }),

  ingestStatus: async () => (await v1.events.status.$get()).json(),
  latestEvent: async (project?: string) =>
    (await v1.events.recent.$get({ query: { limit: '1', ...(project && { project }) } })).json(),
  members: async () => (await v1.members.$get()).json(),
  updateMember: (id: string, json: UpdateMember) => v1.members[':id'].$patch({ param: { id }, json }),
  removeMember: (id: string) => v1.members[':id'].$delete({ param: { id } }),
  invitations: async () => (await v1.invitations.$get()).json(),
  createInvitation: async (json: z.input<typeof CreateInvitation>) =>
    (await v1.invitations.$post({ json })).json(),
  renewInvitation: async (id: string) => (await v1.invitations[':id'].renew.$post({ param: { id } })).json(),
  revokeInvitation: (id: string) => v1.invitations[':id'].$delete({ param: { id } }),
  findInvitation: async (token: string) => (await v1.invitations.find.$post({ json: { token } })).json(),
  acceptInvitation: (json: AcceptInvitation) => v1.invitations.accept.$post({ json }),

  budgets: async () => (await v1.budgets.$get()).json(),
  budget: async (id: string, signal: AbortSignal) =>
    (await v1.budgets[':id'].$get({ param: { id } }, { init: { signal } })).json(),
  budgetBurn: async (id: string, query: { period?: string; group?: string }, signal: AbortSignal) =>
    (await v1.budgets[':id'].burn.$get({ param: { id }, query }, { init: { signal } })).json(),
  previewBudget: async (json: PreviewedBudget, signal: AbortSignal) =>
    (await v1.budgets.preview.$post({ json }, { init: { signal } })).json(),
  createBudget: async (json: NewBudget) => (await v1.budgets.$post({ json })).json(),
  updateBudget: async (id: string, json: BudgetChange) =>
    (await v1.budgets[':id'].$patch({ param: { id }, json })).json(),
  deleteBudget: (id: string) => v1.budgets[':id'].$delete({ param: { id } }),

  alerts: async (query: AlertsQuery, signal: AbortSignal) =>
    (await v1.alerts.$get({ query }, { init: { signal } })).json(),
  openAlerts: async () => (await v1.alerts.open.$get()).json(),
  alert: async (id: string, signal: AbortSignal) =>
    (await v1.alerts[':id'].$get({ param: { id } }, { init: { signal } })).json(),
  acknowledgeAlert: (id: string) => v1.alerts[':id'].acknowledge.$post({ param: { id } }),
  snoozeAlert: (id: string, until: string) =>
    v1.alerts[':id'].snooze.$post({ param: { id }, json: { until } }),
  deadLetters: async (channel: string, signal: AbortSignal) =>
    (await v1.deliveries.dead.$get({ query: { channel } }, { init: { signal } })).json(),
  resendDelivery: (id: string) => v1.deliveries[':id'].resend.$post({ param: { id } }),

  digests: async () => (await v1.digests.$get()).json(),
  createDigest: (json: NewDigest) => v1.digests.$post({ json }),
  updateDigest: (id: string, json: DigestChange) => v1.digests[':id'].$patch({ param: { id }, json }),
  removeDigest: (id: string) => v1.digests[':id'].$delete({ param: { id } }),
  testDigest: async (id: string) => (await v1.digests[':id'].test.$post({ param: { id } })).json(),
  alertRules: async () => (await alertRules.$get()).json(),
  createAlertRule: (json: NewAlertRule) => alertRules.$post({ json }),
  updateAlertRule: (id: string, json: AlertRuleChange) => alertRules[':id'].$patch({ param: { id }, json }),
  removeAlertRule: (id: string) => alertRules[':id'].$delete({ param: { id } }),

  channels: async () => (await v1.channels.$get()).json(),
  createChannel: async (json: NewChannel) => (await v1.channels.$post({ json })).json(),
  updateChannel: (id: string, json: ChannelChange) => v1.channels[':id'].$patch({ param: { id }, json }),
  removeChannel: (id: string) => v1.channels[':id'].$delete({ param: { id } }),
  testChannel: async (id: string) => (await v1.channels[':id'].test.$post({ param: { id } })).json(),
  rotateChannelSecret: async (id: string) =>
    (await v1.channels[':id'].rotate.$post({ param: { id } })).json(),
  opportunities: async (query: { project?: string }, signal: AbortSignal) =>
    (await v1.opportunities.$get({ query }, { init: { signal } })).json(),
  opportunity: async (id: string, signal: AbortSignal) =>
    (await v1.opportunities[':id'].$get({ param: { id } }, { init: { signal } })).json(),
  changeOpportunity: async (id: string, json: ChangeOpportunity) =>
    (await v1.opportunities[':id'].$patch({ param: { id }, json })).json(),
  refreshSavings: () => v1.opportunities.refresh.$post({ query: {} }),
  /** A download, so a link leads to it. */
  routingPolicyPath: (query: { project: string; format: 'json' | 'litellm' }) =>
    `/v1/opportunities/policy?${new URLSearchParams(query)}`,
  simulate: async (json: NewSimulation, onLine: (line: SimulationLine) => void) =>
    readLines(await v1.simulations.$post({ json }), onLine),
  savingsSettings: async () => (await v1['savings-settings'].$get()).json(),
  updateSavingsSettings: (id: string, json: SavingsSettings) =>
    v1['savings-settings'][':id'].$put({ param: { id }, json }),

  settings: async () => (await v1.settings.$get()).json(),
  updateSettings: (json: UpdateSettings) => v1.settings.$patch({ json }),
  previewRetention: async (months: string) =>
    (await v1.settings['retention-preview'].$get({ query: { months } })).json(),
  audit: async (query: { actor?: string; action?: string; before?: string }) =>
    (await v1.audit.$get({ query })).json(),
  auditFacets: async () => (await v1.audit.facets.$get()).json(),
  about: async () => (await v1.about.$get()).json(),

  events: async (query: EventsQuery, signal: AbortSignal) =>
    (await v1.events.list.$get({ query }, { init: { signal } })).json(),
  event: async (query: EventKey, signal: AbortSignal) =>
    (await v1.events.detail.$get({ query }, { init: { signal } })).json(),
  /** Sent by hand: the library of the client reads no streams. */
  eventStream: (query: Record<string, string>) =>
    new EventSource(`/v1/events/stream?${new URLSearchParams(query)}`),
  eventExportPath: (query: EventsQuery & { format: ExportFormat }) =>
    `/v1/events/export?${new URLSearchParams(query)}`,
}
