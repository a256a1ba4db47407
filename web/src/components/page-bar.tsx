import type { ReactNode } from 'react'
import { useDocumentTitle } from './use-document-title.ts'

/** Sticky head of a page: title left, controls right. */
export function PageBar({ title, children }: { title: string; children?: ReactNode }) {
  useDocumentTitle(title)
  return (
    <div className="page-gutter sticky top-12 z-10 flex min-h-13 items-center justify-between gap-3 border-b bg-bg/85 py-2.5 backdrop-blur lg:top-0">
      <h1 className="truncate font-semibold text-base tracking-[-0.01em]">{title}</h1>
      <div className="flex items-center gap-2">{children}</div>
    </div>
  )
}

export function PageContent({ children }: { children: ReactNode }) {
  return (
    <div className="page-gutter mx-auto flex w-full max-w-[1440px] flex-col gap-4 pt-5 pb-8">{children}</div>
  )
}
