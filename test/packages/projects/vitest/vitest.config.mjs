export default { test: { include: ['*.spec.mjs'], testTimeout: 60_000, pool: 'threads', maxWorkers: 1 } };
