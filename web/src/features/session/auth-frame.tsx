import type { ReactNode } from 'react'
import { BrandMark } from '../../components/brand.tsx'
import { useDocumentTitle } from '../../components/use-document-title.ts'

interface AuthFrameProps {
  title: string
  sub: ReactNode
  children?: ReactNode
}

/** The pages that are seen without a session. */
export function AuthFrame({ title, sub, children }: AuthFrameProps) {
  useDocumentTitle(title)
  return (
    <main className="flex min-h-dvh flex-col items-center px-4 pt-[14vh] pb-10">
      <div className="flex items-center gap-2.5">
        <BrandMark className="size-6" />
        <span className="font-semibold text-lg tracking-[-0.01em]">Spendscope</span>
      </div>
      <div className="mt-7 w-full max-w-[380px] rounded-xl border bg-surface p-6 shadow-card">
        <h1 className="font-semibold text-lg">{title}</h1>
        <div className="mt-1 text-fg-2 text-sm">{sub}</div>
        {children}
      </div>
      <p className="mt-5 text-center text-fg-3 text-xs">What your AI API calls cost, as they happen.</p>
    </main>
  )
}
