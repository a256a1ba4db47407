import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import type { FormEvent } from 'react'
import { api } from '../../api/client.ts'
import { ApiError } from '../../api/error.ts'
import { Button } from '../../components/button.tsx'
import { TextField } from '../../components/field.tsx'
import { FormError } from './form-error.tsx'

const MIN_PASSWORD = 10

interface AcceptFormProps {
  token: string
  email: string
}

export function AcceptForm({ token, email }: AcceptFormProps) {
  const queryClient = useQueryClient()
  const navigate = useNavigate()
  const accept = useMutation({
    mutationFn: api.acceptInvitation,
    onSuccess: () => {
      queryClient.clear()
      return navigate({ to: '/' })
    },
  })
  const problem = accept.error instanceof ApiError ? accept.error : null
  const errorOf = (field: string) => (problem?.pointer === `/${field}` ? problem.message : undefined)
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    accept.mutate({ token, name: String(form.get('name')).trim(), password: String(form.get('password')) })
  }
  const isFieldProblem = ['name', 'password'].some((field) => errorOf(field))
  return (
    <form onSubmit={submit} className="mt-5 flex flex-col gap-4">
      <input type="hidden" name="email" value={email} autoComplete="username" />
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
        label="Password"
        name="password"
        type="password"
        autoComplete="new-password"
        required
        minLength={MIN_PASSWORD}
        hint={`At least ${MIN_PASSWORD} characters`}
        error={errorOf('password')}
      />
      <FormError message={isFieldProblem ? undefined : accept.error?.message} />
      <Button type="submit" variant="primary" disabled={accept.isPending} className="h-9!">
        {accept.isPending ? 'Joining…' : 'Join'}
      </Button>
    </form>
  )
}
