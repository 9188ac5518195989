import { defineConfig } from 'vitest/config';
import { SlowestFirst } from './tests/slowest-first.ts';

const shared = {
  // A zone nobody lives in by accident: hidden local time shows.
  env: { TZ: 'Pacific/Kiritimati', AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true' },
  expect: { requireAssertions: true },
  restoreMocks: true,
  // Files of a project share their processes and what they import: importing anew was most of the work.
  isolate: false,
  // Rows and pages are short-lived: with room for them, collecting garbage takes half the time.
  execArgv: ['--max-semi-space-size=64'],
};

export default defineConfig({
  test: {
    // One more than the cores we have: browsers and servers are waited for.
    maxWorkers: 3,
    globalSetup: ['tests/bundle-programs.ts'],
    sequence: { sequencer: SlowestFirst },
    projects: [
      {
        test: {
          ...shared,
          name: 'unit',
          include: ['tests/**/*.test.{ts,tsx}'],
          exclude: ['tests/browser/**', 'tests/infra/aws/**'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: { ...shared, name: 'infra', include: ['tests/infra/aws/**/*.test.ts'], testTimeout: 120_000, hookTimeout: 120_000 },
      },
      {
        test: {
          ...shared,
          name: 'browser',
          include: ['tests/browser/**/*.test.ts'],
          globalSetup: ['tests/browser/chromium.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
