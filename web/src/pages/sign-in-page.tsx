import { useSearch } from '@tanstack/react-router'
import { AuthFrame } from '../features/session/auth-frame.tsx'
import { SignInForm } from '../features/session/sign-in-form.tsx'
import type { FlatSearch } from '../lib/search-params.ts'

export function SignInPage() {
  const { redirect }: FlatSearch = useSearch({ strict: false })
  return (
    <AuthFrame title="Sign in" sub="With the account of this installation.">
      <SignInForm redirect={redirect} />
    </AuthFrame>
  )
}
