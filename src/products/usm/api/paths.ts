/** Where the API lies. Source: docs/contract/usm.md §2, §3. */

export const apiRoot = '/api/2.0';
export const tokenPath = `${apiRoot}/oauth/token` as const;
export const isTokenPath = (path: string): boolean => path.replace(/\/+$/, '') === tokenPath;
