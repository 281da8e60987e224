import { defineConfig } from 'vitest/config'

/** A browser test that needs longer than this is stuck, in milliseconds. */
const TEST_MS = 90_000

/** Gives a project whose tests are the files of one folder. */
const project = (name: string, testTimeout: number) => ({
  test: {
    name,
    include: [`${name}/**/*.test.ts`],
    environment: 'node',
    testTimeout,
    hookTimeout: TEST_MS,
  },
})

export default defineConfig({
  test: {
    // Each worker runs a browser with several pages; more than two of them only wait for each other.
    maxWorkers: 2,
    projects: [
      project('journeys', TEST_MS),
      project('bytes', TEST_MS),
      project('budgets', 10 * TEST_MS),
      project('endurance', 20 * TEST_MS),
      project('lighthouse', 10 * TEST_MS),
      project('pictures', TEST_MS),
    ],
  },
})
