/** What is wrong with a request that its schema let pass. */
import type { Problem } from '../../../http/product.ts';

/** A value that is invalid where it stands in the request. */
export const invalidValue = (path: Problem['path'], value: unknown, where: Problem['where'] = 'body'): Problem => ({
  where,
  path,
  keyword: 'semantics',
  message: 'is invalid here',
  value,
});
