import type { KeyGrant } from '#server/context.ts'
import { ClientError } from '#server/errors.ts'
import type { Role } from '#shared/api/people.ts'

/** Who asks: a person who signed in, or an app with an API key of one project. */
export type Principal =
  | { kind: 'person'; id: string; name: string; email: string; role: Role }
  | ({ kind: 'key' } & KeyGrant)

export type PersonPrincipal = Extract<Principal, { kind: 'person' }>

export const canManageKeys = (who: Principal) => who.kind === 'person' && who.role !== 'viewer'
export const canManageProjects = (who: Principal) => who.kind === 'person' && who.role === 'admin'
export const canManagePrices = (who: Principal) => who.kind === 'person' && who.role !== 'viewer'
export const canApprovePrices = (who: Principal) => who.kind === 'person' && who.role === 'admin'
/** Private views are for everybody. */
export const canShareViews = (who: PersonPrincipal) => who.role !== 'viewer'
export const canDeleteSharedViews = (who: PersonPrincipal) => who.role === 'admin'
export const canReadSpend = (who: Principal) => who.kind === 'person' || who.scopes.includes('read')

/** The project whose events this one may see; undefined is every project. */
export const visibleProject = (who: Principal) => (who.kind === 'key' ? who.projectId : undefined)

/** Who is named in the audit log. */
export const actorOf = (who: Principal) => (who.kind === 'person' ? who.email : `key ${who.keyId}`)

/** @throws ClientError 403 that names what is missing. */
export function requirePermission(allowed: boolean, what: string): void {
  if (!allowed) throw new ClientError(403, 'forbidden', `You may not ${what}.`)
}
