import { Link } from '@tanstack/react-router'
import { buttonClass } from '../components/button.tsx'
import { useDocumentTitle } from '../components/use-document-title.ts'

export function NotFoundPage() {
  useDocumentTitle('Not found')
  return (
    <main className="flex min-h-[80dvh] flex-col items-center justify-center gap-1 px-4 text-center">
      <p className="num font-semibold text-2xs text-fg-3">404</p>
      <h1 className="font-semibold text-xl">There is no page here</h1>
      <p className="text-fg-2">The address may be mistyped, or the page has moved.</p>
      <Link to="/" className={`${buttonClass()} mt-4`}>
        Go to Overview
      </Link>
    </main>
  )
}
