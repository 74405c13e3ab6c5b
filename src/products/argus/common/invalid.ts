/** What is wrong with a request that its schema let pass. */
import type { Problem } from '../../../http/product.ts';

/** A value that its member may not have here, whatever its shape. */
export const semanticProblem = (
  where: Problem['where'],
  path: Problem['path'],
  value: unknown,
  message = 'is invalid here',
): Problem => ({ where, path, keyword: 'semantics', message, value });
