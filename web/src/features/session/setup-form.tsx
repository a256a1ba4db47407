import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import type { FormEvent } from 'react'
import { api } from '../../api/client.ts'
import { ApiError } from '../../api/error.ts'
import { Button } from '../../components/button.tsx'
import { TextField } from '../../components/field.tsx'
import { FormError } from './form-error.tsx'

const MIN_PASSWORD = 10

interface SetupFormProps {
  token: string
  /** The token is wrong or was used: the page says what to do. */
  onInvalidToken: () => void
}

const isTokenProblem = (error: Error) =>
  error instanceof ApiError &&
  (error.code.includes('token') || [401, 403, 404, 409, 410].includes(error.status))

export function SetupForm({ token, onInvalidToken }: SetupFormProps) {
  const queryClient = useQueryClient()
  const navigate = useNavigate()
  const setup = useMutation({
    mutationFn: api.setup,
    onSuccess: () => {
      queryClient.clear()
      return navigate({ to: '/' })
    },
    onError: (error) => isTokenProblem(error) && onInvalidToken(),
  })
  const problem = setup.error instanceof ApiError ? setup.error : null
  const errorOf = (field: string) => (problem?.pointer === `/${field}` ? problem.message : undefined)
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    const text = (name: string) => String(form.get(name))
    setup.mutate({
      token,
      name: text('name').trim(),
      email: text('email').trim(),
      password: text('password'),
      timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    })
  }
  const isFieldProblem = ['name', 'email', 'password'].some((field) => errorOf(field))
  return (
    <form onSubmit={submit} className="mt-5 flex flex-col gap-4">
      <TextField
        label="Name"
        name="name"
        autoComplete="name"
        required
        maxLength={80}
        error={errorOf('name')}
        autoFocus
      />
      <TextField
        label="Email"
        name="email"
        type="email"
        autoComplete="username"
        required
        error={errorOf('email')}
      />
      <TextField
        label="Password"
        name="password"
        type="password"
        autoComplete="new-password"
        required
        minLength={MIN_PASSWORD}
        hint={`At least ${MIN_PASSWORD} characters`}
        error={errorOf('password')}
      />
      <FormError message={isFieldProblem ? undefined : setup.error?.message} />
      <Button type="submit" variant="primary" disabled={setup.isPending} className="h-9!">
        {setup.isPending ? 'Creating…' : 'Create admin account'}
      </Button>
    </form>
  )
}
