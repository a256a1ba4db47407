import { useQuery } from '@tanstack/react-query'
import { Link, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { api } from '../api/client.ts'
import { buttonClass } from '../components/button.tsx'
import { AuthFrame } from '../features/session/auth-frame.tsx'
import { SetupForm } from '../features/session/setup-form.tsx'
import type { FlatSearch } from '../lib/search-params.ts'

/** Reached by the link that the server prints while there is no user. */
export function SetupPage() {
  const { token }: FlatSearch = useSearch({ strict: false })
  const [invalid, setInvalid] = useState(false)
  const setup = useQuery({ queryKey: ['setup'], queryFn: api.setupState })

  if (setup.data?.needed === false) {
    return (
      <AuthFrame title="Already set up" sub="The admin account of this installation exists. Sign in with it.">
        <Link to="/sign-in" className={`${buttonClass({ variant: 'primary' })} mt-5 h-9! w-full`}>
          Go to sign in
        </Link>
      </AuthFrame>
    )
  }
  if (!token || invalid) {
    return (
      <AuthFrame
        title={token ? 'This setup link is no longer valid' : 'Open the setup link'}
        sub={
          <>
            <p>
              The first account is made through a link that the server prints in its terminal or log when it
              starts.
            </p>
            {token && <p className="mt-2">Restart the server to see a new link, then open that one.</p>}
          </>
        }
      />
    )
  }
  return (
    <AuthFrame
      title="Create the admin account"
      sub="The first account of this installation. It may do everything."
    >
      <SetupForm token={token} onInvalidToken={() => setInvalid(true)} />
    </AuthFrame>
  )
}
