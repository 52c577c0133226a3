import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['tests/**/*.test.ts'],
    // The pool of killable children runs compiled files, as a user's scan does: build them once.
    globalSetup: ['tests/build.ts'],
    setupFiles: ['tests/setup.ts'],
    testTimeout: 30_000,
    // Opening a desk on scanned samples takes seconds, on a busy machine more than ten.
    hookTimeout: 60_000,
  },
});
