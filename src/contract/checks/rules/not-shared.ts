/** What a caller is shown is for that caller: no answer allows caches between to keep it for others. */
import type { Rule } from '../../terms/check.ts';

export const notShared: Rule = {
  id: 'schema/not-shared',
  asks: 'Does no answer to a caller allow shared caches to keep it?',
  rank: 'major',
  source: 'RFC 9111 §3.5, §5.2.2.9',
  evidence: 'documented',
  applies: ({ isPublic }) => !isPublic,
  judge: ({ headers }) => {
    const control = headers.get('cache-control') ?? '';
    return /\b(?:public|s-maxage)\b/i.test(control)
      ? [{ expected: 'no leave for shared caches', seen: `Cache-Control: ${control}`, key: 'public' }]
      : [];
  },
};
