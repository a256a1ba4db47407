import { useQuery } from '@tanstack/react-query'
import { Link, useSearch } from '@tanstack/react-router'
import { api } from '../api/client.ts'
import { buttonClass } from '../components/button.tsx'
import { AcceptForm } from '../features/session/accept-form.tsx'
import { AuthFrame } from '../features/session/auth-frame.tsx'
import type { FlatSearch } from '../lib/search-params.ts'

/** Reached by the link that an admin passed on. */
export function InvitationPage() {
  const { token = '' }: FlatSearch = useSearch({ strict: false })
  const invitation = useQuery({
    queryKey: ['invitation', token],
    queryFn: () => api.findInvitation(token),
    enabled: token !== '',
    staleTime: Number.POSITIVE_INFINITY,
  })
  if (invitation.data) {
    const { email, role } = invitation.data
    return (
      <AuthFrame title="Join Spendscope" sub={`You are invited as ${role}: ${email}`}>
        <AcceptForm token={token} email={email} />
      </AuthFrame>
    )
  }
  if (token !== '' && invitation.isPending) return <AuthFrame title="Join Spendscope" sub="One moment…" />
  return (
    <AuthFrame
      title="This invitation does not work"
      sub={`${invitation.error?.message ?? 'The link is not complete.'} Ask an admin for a new link.`}
    >
      <Link to="/sign-in" className={`${buttonClass({ variant: 'primary' })} mt-5 h-9! w-full`}>
        Go to sign in
      </Link>
    </AuthFrame>
  )
}
