import { defineConfig } from 'vitest/config';

/** Where `.ci/run` wants the results as JSON, besides what is printed. */
const report = process.env['TEST_REPORT'];

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // Every answer of every test is held against the served document.
    setupFiles: ['test/support/declared.ts'],
    // One core is left idle by default, which is half of a machine with two.
    maxWorkers: '100%',
    // Loading the sources anew for each file takes as long as half of the tests; nothing in them may depend on what came before.
    isolate: false,
    // A machine under load takes ten times as long as an idle one.
    testTimeout: 900_000,
    hookTimeout: 900_000,
    // What is waited for comes in its time; the default is a second.
    expect: { poll: { timeout: 120_000 } },
    ...(report !== undefined && { reporters: ['default', 'json'], outputFile: { json: report } }),
  },
});
