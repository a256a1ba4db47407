import { type ComponentProps, useId } from 'react'
import { TextField } from './field.tsx'

/** A time zone by its IANA name, with those that the browser knows as suggestions. */
export function ZoneField(props: Omit<ComponentProps<typeof TextField>, 'list' | 'required'>) {
  const id = useId()
  return (
    <div className="min-w-0 flex-1">
      <TextField {...props} list={id} required autoComplete="off" />
      <datalist id={id}>
        {['UTC', ...Intl.supportedValuesOf('timeZone')].map((zone) => (
          <option key={zone} value={zone} />
        ))}
      </datalist>
    </div>
  )
}
