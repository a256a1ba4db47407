import { Link } from '@tanstack/react-router'
import { useMay } from '../../api/queries.ts'
import { buttonClass } from '../../components/button.tsx'

/** For those who may declare tags. */
export function DeclareLink() {
  if (!useMay('manageProjects')) return null
  return (
    <Link to="/settings/tags" className={buttonClass({ size: 'sm' })}>
      Declare tags
    </Link>
  )
}
