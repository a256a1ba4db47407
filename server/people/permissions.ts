import type { KeyGrant } from '#server/context.ts'
import type { VisibleProjects } from '#server/db/visible-projects.ts'
import { ClientError, notFound } from '#server/errors.ts'
import type { KeyScope } from '#shared/api/api-keys.ts'
import type { Act, Role } from '#shared/api/people.ts'

/** Who asks: a person who signed in, or an app with an API key of one project. */
export type Principal =
  | { kind: 'person'; id: string; name: string; email: string; role: Role; projects: VisibleProjects }
  | ({ kind: 'key' } & KeyGrant)

export type PersonPrincipal = Extract<Principal, { kind: 'person' }>

interface Rule {
  roles: readonly Role[]
  /** An API key with this scope may as well, for its own project. */
  scope?: KeyScope
}

const ALL: readonly Role[] = ['admin', 'editor', 'viewer']
const EDITORS: readonly Role[] = ['admin', 'editor']
const ADMINS: readonly Role[] = ['admin']

/** Who may do what, in the projects that they see. */
const MATRIX: Record<Act, Rule> = {
  readSpend: { roles: ALL, scope: 'read' },
  annotate: { roles: EDITORS, scope: 'ingest' },
  manageChannels: { roles: ADMINS },
  manageSavings: { roles: EDITORS },
  manageBudgets: { roles: EDITORS, scope: 'write' },
  manageKeys: { roles: EDITORS },
  managePrices: { roles: EDITORS },
  approvePrices: { roles: ADMINS },
  shareViews: { roles: EDITORS },
  deleteSharedViews: { roles: ADMINS },
  manageProjects: { roles: ADMINS },
  manageMembers: { roles: ADMINS },
  changeSettings: { roles: ADMINS },
  readAudit: { roles: ADMINS },
  readHealth: { roles: ADMINS },
}

export function may(who: Principal, act: Act): boolean {
  const { roles, scope } = MATRIX[act]
  if (who.kind === 'person') return roles.includes(who.role)
  return scope !== undefined && who.scopes.includes(scope)
}

/** Everything that this one may do, so that screens offer nothing else. */
export const actsOf = (who: Principal) => (Object.keys(MATRIX) as Act[]).filter((act) => may(who, act))

const allows = (act: Act) => (who: Principal) => may(who, act)
export const canReadSpend = allows('readSpend')
export const canAnnotate = allows('annotate')
export const canManageBudgets = allows('manageBudgets')
export const canManageChannels = allows('manageChannels')
export const canManageSavings = allows('manageSavings')
export const canManageKeys = allows('manageKeys')
export const canManagePrices = allows('managePrices')
export const canApprovePrices = allows('approvePrices')
/** Private views are for everybody. */
export const canShareViews = allows('shareViews')
export const canDeleteSharedViews = allows('deleteSharedViews')
export const canManageProjects = allows('manageProjects')
export const canManageMembers = allows('manageMembers')
export const canReadHealth = allows('readHealth')
export const canReadAudit = allows('readAudit')
export const canChangeSettings = allows('changeSettings')

/** The projects whose events this one may see. Everything that reads has to ask. */
export function visibleProjects(who: Principal): VisibleProjects {
  if (who.kind === 'key') return [who.projectId]
  return who.role === 'admin' ? undefined : who.projects
}

/** Null stands for the whole installation. */
function canSee(who: Principal, projectId: string | null): boolean {
  const visible = visibleProjects(who)
  return visible === undefined || (projectId !== null && visible.includes(Number(projectId)))
}

/** @throws ClientError 404 for a project that is not seen, as if there were none; 403 for the whole installation. */
export function requireProjectAccess(who: Principal, projectId: string | null): void {
  if (canSee(who, projectId)) return
  if (projectId !== null) throw notFound('project', projectId)
  const detail = 'You see only some projects, so you have to name one of them.'
  throw new ClientError(403, 'forbidden', detail, { pointer: '/projectId' })
}

/** Who is named in the audit log. */
export const actorOf = (who: Principal) => (who.kind === 'person' ? who.email : `key ${who.keyId}`)

/** @throws ClientError 403 that names what is missing. */
export function requirePermission(allowed: boolean, what: string): void {
  if (!allowed) throw new ClientError(403, 'forbidden', `You may not ${what}.`)
}
