import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import type { FormEvent } from 'react'
import { api } from '../../api/client.ts'
import { formError } from '../../api/field-error.ts'
import { Button } from '../../components/button.tsx'
import { FormError } from './form-error.tsx'
import { NameField, NewPasswordField, PERSON_POINTERS } from './person-fields.tsx'

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
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    accept.mutate({ token, name: String(form.get('name')).trim(), password: String(form.get('password')) })
  }
  return (
    <form onSubmit={submit} className="mt-5 flex flex-col gap-4">
      <input type="hidden" name="email" value={email} autoComplete="username" />
      <NameField error={accept.error} />
      <NewPasswordField error={accept.error} />
      <FormError message={formError(accept.error, PERSON_POINTERS)} />
      <Button type="submit" variant="primary" disabled={accept.isPending} className="h-9!">
        {accept.isPending ? 'Joining…' : 'Join'}
      </Button>
    </form>
  )
}
