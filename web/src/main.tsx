import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import './styles/index.css'
import { meOptions } from './api/queries.ts'
import { createQueryClient } from './api/query-client.ts'
import { followSystemTheme } from './lib/theme.ts'
import { createAppRouter } from './routes.tsx'

const queryClient = createQueryClient(() => {
  // The guard of the pages asks again who is signed in, and leads to signing in and back.
  queryClient.removeQueries({ queryKey: meOptions.queryKey })
  void router.invalidate()
})
const router = createAppRouter(queryClient)

followSystemTheme()

createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <QueryClientProvider client={queryClient}>
      <RouterProvider router={router} />
    </QueryClientProvider>
  </StrictMode>,
)
