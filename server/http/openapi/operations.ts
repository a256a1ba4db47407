/** Who may ask: a key with this scope, or somebody who signed in with at least this role. */
type Access = 'ingest' | 'read' | 'write' | 'viewer' | 'editor' | 'admin' | 'anybody'

export interface Operation {
  summary: string
  access: Access
  /** Of the answer when all is well; 200 by default. */
  status?: 200 | 201 | 202 | 204
  /** Of the answer; JSON by default. */
  media?: string
}

const op = (
  access: Access,
  summary: string,
  more: Omit<Operation, 'access' | 'summary'> = {},
): Operation => ({
  summary,
  access,
  ...more,
})
const CREATED = { status: 201 } as const
const GONE = { status: 204 } as const
const NDJSON = { media: 'application/x-ndjson' }

/** What the routes of the API do, for people. What they take is read from the checks of the routes themselves. */
export const OPERATIONS: Record<string, Operation> = {
  'POST /v1/events': op('ingest', 'Store events: one, an array, an envelope or NDJSON, also gzipped'),
  'GET /v1/events/list': op('read', 'Events, newest first, with filters and in pages'),
  'GET /v1/events/recent': op('read', 'The events that were stored last'),
  'GET /v1/events/status': op(
    'read',
    'How many events came in the last minute, and when the newest happened',
  ),
  'GET /v1/events/stream': op('read', 'New events as they are stored', { media: 'text/event-stream' }),
  'GET /v1/events/detail': op('read', 'One event with the arithmetic of its cost'),
  'GET /v1/events/export': op('read', 'Events as NDJSON or CSV', NDJSON),
  'GET /v1/spend/over-time': op('read', 'Spend and requests in buckets of time, by a label'),
  'GET /v1/spend/by': op('read', 'Spend, requests and tokens by a label'),
  'GET /v1/spend/forecast': op('read', 'What this month will have cost at its end'),
  'GET /v1/spend/changes': op('read', 'Why spend changed since the previous period, in parts that add up'),
  'GET /v1/spend/price-changes': op('read', 'When prices of the models in use moved'),
  'GET /v1/explore': op('read', 'Any metric by one or two labels'),
  'GET /v1/models': op('read', 'Every model in use with its spend, tokens, latency and price'),
  'GET /v1/saved-views': op('viewer', 'Saved views of your own and shared ones'),
  'POST /v1/saved-views': op('viewer', 'Save a view; to share it takes an editor', CREATED),
  'PATCH /v1/saved-views/{id}': op('viewer', 'Rename, share or replace a saved view'),
  'DELETE /v1/saved-views/{id}': op('viewer', 'Delete a saved view', GONE),
  'GET /v1/projects': op('read', 'Projects'),
  'POST /v1/projects': op('admin', 'Make a project', CREATED),
  'PATCH /v1/projects/{id}': op('admin', 'Rename, archive or restore a project, or change whose cost counts'),
  'DELETE /v1/projects/{id}': op('admin', 'Remove the demo project with its events', GONE),
  'POST /v1/projects/{id}/tags': op('admin', 'Declare a tag key', CREATED),
  'DELETE /v1/projects/{id}/tags/{key}': op('admin', 'Retire a tag key'),
  'GET /v1/api-keys': op('editor', 'API keys, without their secrets'),
  'POST /v1/api-keys': op('editor', 'Make an API key; its secret is told only now', CREATED),
  'DELETE /v1/api-keys/{id}': op('editor', 'Revoke an API key', GONE),
  'GET /v1/prices/models': op('read', 'The catalogue: models with their prices of now'),
  'GET /v1/prices/history': op('read', 'The prices of a model by date, with their conditions'),
  'GET /v1/prices/update': op('read', 'What the installed catalogue would change of last month'),
  'GET /v1/prices/unpriced': op('read', 'Models that have no price'),
  'GET /v1/prices/overrides': op('read', 'Own prices'),
  'POST /v1/prices/overrides': op('editor', 'Add an own price', CREATED),
  'DELETE /v1/prices/overrides/{id}': op('editor', 'Retire an own price', GONE),
  'GET /v1/prices/aliases': op('read', 'Own names of models'),
  'POST /v1/prices/aliases': op('editor', 'Add an own name of a model', CREATED),
  'DELETE /v1/prices/aliases/{id}': op('editor', 'Retire an own name', GONE),
  'GET /v1/reprice-runs': op('read', 'Re-pricings, the latest 100'),
  'POST /v1/reprice-runs': op('editor', 'Preview a re-pricing of stored events', { status: 202 }),
  'GET /v1/reprice-runs/{id}': op('read', 'A re-pricing and what it changes'),
  'POST /v1/reprice-runs/{id}/approve': op('admin', 'Approve a re-pricing that was previewed'),
  'POST /v1/reprice-runs/{id}/undo': op('admin', 'Take a re-pricing back'),
  'GET /v1/opportunities': op('read', 'Proposed savings with their evidence'),
  'GET /v1/opportunities/ledger': op('read', 'What accepted savings have brought so far'),
  'GET /v1/opportunities/policy': op('read', 'Accepted savings of a project as a routing policy'),
  'POST /v1/opportunities/refresh': op('editor', 'Search for savings now'),
  'GET /v1/opportunities/{id}': op('read', 'One proposed saving'),
  'PATCH /v1/opportunities/{id}': op('editor', 'Accept, dismiss or snooze a proposed saving'),
  'POST /v1/simulations': op('read', 'What past usage would have cost with another model or other usage'),
  'GET /v1/savings-settings': op('read', 'What counts as a saving, by project'),
  'PUT /v1/savings-settings/{id}': op('editor', 'Say what counts as a saving in a project'),
  'GET /v1/settings': op('read', 'Settings of the installation'),
  'PATCH /v1/settings': op('admin', 'Change time zone, retention or currency'),
  'GET /v1/settings/retention-preview': op('admin', 'What a retention would drop'),
  'POST /v1/demo': op('admin', 'Load demo data, and tell of each day that is loaded', NDJSON),
  'GET /v1/members': op('admin', 'Members with their roles and projects'),
  'PATCH /v1/members/{id}': op('admin', 'Change role, projects or access of a member'),
  'DELETE /v1/members/{id}': op('admin', 'Remove a member', GONE),
  'GET /v1/invitations': op('admin', 'Invitations that are open'),
  'POST /v1/invitations': op('admin', 'Invite somebody; the link is told only now', CREATED),
  'POST /v1/invitations/{id}/renew': op('admin', 'A new link in place of the old one'),
  'DELETE /v1/invitations/{id}': op('admin', 'Revoke an invitation', GONE),
  'POST /v1/invitations/find': op('anybody', 'What an invitation is for, by its token'),
  'POST /v1/invitations/accept': op('anybody', 'Accept an invitation by its token, and sign in'),
  'GET /v1/about': op('admin', 'Version, health and storage'),
  'GET /v1/annotations': op('read', 'Deploys, incidents and notes of a range'),
  'POST /v1/annotations': op('ingest', 'Mark a deploy, an incident or a note; editors may as well', CREATED),
  'DELETE /v1/annotations/{id}': op('ingest', 'Delete an annotation; editors may as well', GONE),
  'GET /v1/budgets': op('read', 'Budgets with what they have spent in the current period'),
  'POST /v1/budgets': op('write', 'Make a budget', CREATED),
  'GET /v1/budgets/{id}': op('read', 'One budget with its groups and earlier periods'),
  'GET /v1/budgets/{id}/status': op('read', 'How much is left, from memory, with its age'),
  'GET /v1/budgets/{id}/burn': op('read', 'The spend of a period as it grew, and what is expected'),
  'POST /v1/budgets/preview': op('read', 'When a budget would have told somebody in the last 90 days'),
  'PATCH /v1/budgets/{id}': op('write', 'Change, pause or arm a budget'),
  'DELETE /v1/budgets/{id}': op('write', 'Remove a budget', GONE),
  'GET /v1/channels': op('read', 'Where alerts are sent, without secrets'),
  'POST /v1/channels': op('admin', 'Add a channel; the secret that signs is told only now', CREATED),
  'PATCH /v1/channels/{id}': op('admin', 'Change a channel'),
  'DELETE /v1/channels/{id}': op('admin', 'Remove a channel', GONE),
  'POST /v1/channels/{id}/rotate': op('admin', 'A new secret that signs in place of the old one'),
  'GET /v1/audit': op('admin', 'What people changed, newest first'),
  'GET /v1/audit/facets': op('admin', 'Who and what stands in the audit log'),
  'GET /v1/me': op('viewer', 'Who is signed in, and what they may do'),
  'GET /v1/setup': op('anybody', 'Whether the first admin has still to be made'),
  'POST /v1/setup': op('anybody', 'Make the first admin with the token that the server prints'),
}
