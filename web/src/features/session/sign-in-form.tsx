import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useRouter } from '@tanstack/react-router'
import type { FormEvent } from 'react'
import { api } from '../../api/client.ts'
import { ApiError } from '../../api/error.ts'
import { Button } from '../../components/button.tsx'
import { TextField } from '../../components/field.tsx'
import { safeRedirect } from '../../lib/redirect.ts'
import { FormError } from './form-error.tsx'

function explain(error: Error | null): string | undefined {
  if (!(error instanceof ApiError)) return error?.message
  if (error.status === 401) return 'Email or password is not right.'
  if (error.status === 429) return 'Too many attempts. Wait a minute and try again.'
  return error.message
}

export function SignInForm({ redirect }: { redirect: string | undefined }) {
  const queryClient = useQueryClient()
  const router = useRouter()
  const signIn = useMutation({
    mutationFn: api.signIn,
    onSuccess: () => {
      queryClient.clear()
      router.history.push(safeRedirect(redirect))
    },
  })
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    signIn.mutate({ email: String(form.get('email')).trim(), password: String(form.get('password')) })
  }
  return (
    <form onSubmit={submit} className="mt-5 flex flex-col gap-4">
      <TextField label="Email" name="email" type="email" autoComplete="username" required autoFocus />
      <TextField label="Password" name="password" type="password" autoComplete="current-password" required />
      <FormError message={explain(signIn.error)} />
      <Button type="submit" variant="primary" disabled={signIn.isPending} className="h-9!">
        {signIn.isPending ? 'Signing in…' : 'Sign in'}
      </Button>
    </form>
  )
}
