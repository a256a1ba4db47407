import { fieldError } from '../../api/field-error.ts'
import { TextField } from '../../components/field.tsx'

const MIN_PASSWORD = 10

/** What somebody who joins is asked for: the name at first, then the password. */
export const PERSON_POINTERS = ['/name', '/password']

export function NameField({ error }: { error: Error | null }) {
  return (
    <TextField
      label="Name"
      name="name"
      autoComplete="name"
      required
      maxLength={80}
      error={fieldError(error, '/name')}
      autoFocus
    />
  )
}

export function NewPasswordField({ error }: { error: Error | null }) {
  return (
    <TextField
      label="Password"
      name="password"
      type="password"
      autoComplete="new-password"
      required
      minLength={MIN_PASSWORD}
      hint={`At least ${MIN_PASSWORD} characters`}
      error={fieldError(error, '/password')}
    />
  )
}
