/** The mark: three bars, as in a chart of spend. */
export function BrandMark({ className = 'size-5' }: { className?: string }) {
  return (
    <svg viewBox="0 0 20 20" aria-hidden="true" className={className}>
      <rect x="1.5" y="11" width="4.4" height="8" rx="1.4" fill="var(--s3)" />
      <rect x="7.8" y="6" width="4.4" height="13" rx="1.4" fill="var(--s1)" />
      <rect x="14.1" y="1" width="4.4" height="18" rx="1.4" fill="var(--s2)" />
    </svg>
  )
}
