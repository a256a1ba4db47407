import { fileURLToPath } from 'node:url'
import tailwindcss from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))

const CHARTS =
  /node_modules\/(recharts|victory-vendor|d3-|internmap|@reduxjs|react-redux|redux|reselect|immer|es-toolkit|decimal\.js-light|eventemitter3|tiny-invariant)/

/** Our own helpers, without those that bring the code of popups along. */
const COMMON = /\/web\/src\/(lib|components)\/(?!.*(menu|dialog|choice|zone-field|toasts|command))/

// Under another value, such as that of a test run, a build would hold the development form of React.
if (process.argv.includes('build')) process.env.NODE_ENV = 'production'

export default defineConfig({
  root: here('.'),
  plugins: [react(), tailwindcss()],
  build: {
    outDir: here('../dist/web'),
    emptyOutDir: true,
    license: { fileName: 'licences.txt' },
    // A font as a data: URI would need an exception in the content security policy.
    assetsInlineLimit: 0,
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            // What charts share with the rest goes here, or every page would load the charts for it.
            {
              name: 'react',
              test: /node_modules\/(react|react-dom|scheduler|clsx|use-sync-external-store)\//,
              priority: 30,
            },
            { name: 'charts', test: CHARTS, priority: 20 },
            // Only the list of requests is virtual.
            {
              name: 'tanstack',
              test: /node_modules\/@tanstack\/(?!react-virtual|virtual-core)/,
              priority: 20,
            },
            // Each of these would be a file of its own: a hundred bytes that a browser has to ask for.
            { name: 'icons', test: /node_modules\/lucide-react\//, priority: 20 },
            { name: 'common', test: COMMON, minShareCount: 4, priority: 10 },
          ],
        },
      },
    },
  },
  server: {
    host: '127.0.0.1',
    port: 4601,
    fs: { allow: [here('..')] },
    proxy: { '/v1': 'http://127.0.0.1:4600' },
  },
})
