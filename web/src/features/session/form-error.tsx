/** What the server said about the whole form. */
export function FormError({ message }: { message: string | undefined }) {
  return (
    <p role="alert" className="text-bad text-xs empty:hidden">
      {message}
    </p>
  )
}
