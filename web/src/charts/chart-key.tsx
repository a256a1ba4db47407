const SWATCHES = {
  previous: 'w-4 border-fg-3 border-t-[1.5px] border-dashed',
  forecast: 'h-2.5 w-4 border-accent border-t-[1.75px] border-dashed bg-accent/10',
  limit: 'w-4 border-bad border-t-[1.25px]',
  crossing: 'size-2 rounded-full bg-warn-fill',
  partial:
    'size-2.5 rounded-[2.5px] bg-[repeating-linear-gradient(45deg,var(--fg-3)_0_1.5px,transparent_1.5px_3.5px)]',
}

const WORDS = {
  previous: 'Previous period, weekdays aligned',
  forecast: 'Expected, and where it will likely end',
  limit: 'The amount',
  crossing: 'A threshold was crossed, or expected to be',
  partial: 'Still filling',
}

/** What is drawn in a chart besides its series. */
export function ChartKey({ part }: { part: keyof typeof SWATCHES }) {
  return (
    <span className="flex items-center gap-1.5">
      <span aria-hidden="true" className={SWATCHES[part]} />
      {WORDS[part]}
    </span>
  )
}
