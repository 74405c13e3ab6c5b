export default { test: { include: ['failing.case.mjs'] } };
