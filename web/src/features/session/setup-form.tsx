import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import type { FormEvent } from 'react'
import { api } from '../../api/client.ts'
import { ApiError } from '../../api/error.ts'
import { fieldError, formError } from '../../api/field-error.ts'
import { Button } from '../../components/button.tsx'
import { TextField } from '../../components/field.tsx'
import { FormError } from './form-error.tsx'
import { NameField, NewPasswordField, PERSON_POINTERS } from './person-fields.tsx'

const POINTERS = ['/email', ...PERSON_POINTERS]

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
  return (
    <form onSubmit={submit} className="mt-5 flex flex-col gap-4">
      <NameField error={setup.error} />
      <TextField
        label="Email"
        name="email"
        type="email"
        autoComplete="username"
        required
        error={fieldError(setup.error, '/email')}
      />
      <NewPasswordField error={setup.error} />
      <FormError message={formError(setup.error, POINTERS)} />
      <Button type="submit" variant="primary" disabled={setup.isPending} className="h-9!">
        {setup.isPending ? 'Creating…' : 'Create admin account'}
      </Button>
    </form>
  )
}
