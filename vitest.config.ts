import { defineConfig } from 'vitest/config';

const shared = {
  // A zone nobody lives in by accident: hidden local time shows.
  env: { TZ: 'Pacific/Kiritimati', AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true' },
  expect: { requireAssertions: true },
  restoreMocks: true,
};

export default defineConfig({
  test: {
    maxWorkers: 2,
    projects: [
      {
        test: {
          ...shared,
          name: 'unit',
          include: ['tests/**/*.test.{ts,tsx}'],
          exclude: ['tests/browser/**', 'tests/infra/aws/**'],
          testTimeout: 20_000,
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
          testTimeout: 120_000,
          hookTimeout: 120_000,
          fileParallelism: false,
        },
      },
    ],
  },
});
