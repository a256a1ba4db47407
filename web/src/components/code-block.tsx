/** Code to copy by hand; long lines scroll. */
export function CodeBlock({ children }: { children: string }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scroll area that the keyboard cannot reach hides text.
    <pre tabIndex={0} className="overflow-x-auto p-3.5 font-mono text-xs leading-5 outline-offset-[-2px]">
      {children}
    </pre>
  )
}
