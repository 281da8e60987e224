import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'
import words from './src/words/en.json' with { type: 'json' }

/** The pages. Nobody opens two of them: each has files of its own, with nothing that others need. */
const pages = { phone: 'index.html', display: 'display.html', facilitator: 'facilitator.html' }

const environments = Object.fromEntries(
  Object.entries(pages).map(([name, html], index) => {
    const input = fileURLToPath(new URL(html, import.meta.url))
    // The first empties the folder that the others add to.
    const build = {
      emptyOutDir: index === 0,
      copyPublicDir: index === 0,
      rolldownOptions: { input },
    }
    return [name, { consumer: 'client' as const, build }]
  }),
)

/** Chromium 80 and Safari 14: the oldest browsers that people still bring to a workshop. */
const oldest = ['chrome80', 'safari14']

/** Puts the words of `en.json` where a page's HTML says `{key}`, for the first paint. */
const firstWords = {
  name: 'first-words',
  transformIndexHtml: (html: string) =>
    html.replace(/\{([\w.]+)\}/g, (gap, key: string) => {
      const found = (words as Record<string, string>)[key]
      if (found === undefined) throw new Error(`no words for ${gap}`)
      return found
    }),
}

/** Gives a page only its own words: `words:` and the names that their keys are or begin with. */
const pageWords = {
  name: 'page-words',
  resolveId: (id: string) => (id.startsWith('words:') ? `\0${id}` : undefined),
  load(id: string) {
    if (!id.startsWith('\0words:')) return undefined
    const names = id.slice('\0words:'.length).split(',')
    const wanted = (key: string) => names.some((name) => `${key}.`.startsWith(`${name}.`))
    const own = Object.entries(words).filter(([key]) => wanted(key))
    return `export default ${JSON.stringify(Object.fromEntries(own))}`
  },
}

export default defineConfig({
  plugins: [firstWords, pageWords],
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  build: {
    target: oldest,
    cssTarget: oldest,
    // The content security policy allows files of our own only: nothing is inlined.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    sourcemap: false,
  },
  environments,
  builder: {
    async buildApp(builder) {
      for (const name of Object.keys(pages)) {
        const environment = builder.environments[name]
        if (environment) await builder.build(environment)
      }
    },
  },
  server: {
    // Tests read the examples of docs/PROTOCOL.md.
    fs: { allow: [fileURLToPath(new URL('..', import.meta.url))] },
    proxy: {
      '/api': 'http://127.0.0.1:8080',
      '/ws': { target: 'ws://127.0.0.1:8080', ws: true },
    },
  },
  test: {
    environment: 'happy-dom',
    css: true,
    setupFiles: ['src/words/all.ts'],
    include: ['src/**/*.test.{ts,tsx}'],
  },
})
