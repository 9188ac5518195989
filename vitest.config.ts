import { defineConfig } from 'vitest/config';
import { SlowestFirst } from './tests/slowest-first.ts';

export default defineConfig({
  test: {
    include: ['tests/**/*.test.{ts,tsx}'],
    globalSetup: ['tests/bundle-programs.ts', 'tests/browser/chromium.ts'],
    // A zone nobody lives in by accident: hidden local time shows.
    env: { TZ: 'Pacific/Kiritimati', AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true' },
    expect: { requireAssertions: true },
    restoreMocks: true,
    testTimeout: 120_000,
    hookTimeout: 120_000,
    sequence: { sequencer: SlowestFirst },
    // One more than the cores we have: browsers and servers are waited for.
    maxWorkers: 3,
    // Files share their processes and what they import, one project for all of them: importing anew was most of the work.
    isolate: false,
    // Rows and pages are short-lived: with room for them, collecting garbage takes half the time.
    execArgv: ['--max-semi-space-size=64'],
  },
});
