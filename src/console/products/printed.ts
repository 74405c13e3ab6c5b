/** A request as lines that somebody can paste: for a shell, for Python, for TypeScript. */

/** How a caller comes to what it shows: a header that is there, or a token that is asked for first. */
export type PrintedAccess =
  | { readonly kind: 'header'; readonly name: string; readonly value: string }
  | {
      readonly kind: 'token';
      readonly url: string;
      /** The same below the address of the world. */
      readonly path: string;
      readonly user: string;
      readonly password: string;
    };

export interface PrintedRequest {
  readonly method: string;
  readonly url: string;
  readonly access: PrintedAccess | null;
  /** Sent as JSON. */
  readonly body?: unknown;
}

export const printedLanguages = ['curl', 'Python', 'TypeScript'] as const;
export type PrintedLanguage = (typeof printedLanguages)[number];

/** Within single quotes nothing means anything to a shell but the quote itself. */
const shell = (text: string): string => (/^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`);

function curlText({ method, url, access, body }: PrintedRequest): string {
  const lines: string[] = [];
  const parts = ['curl -s'];
  if (access?.kind === 'token') {
    const user = shell(`${access.user}:${access.password}`);
    lines.push(
      `TOKEN=$(curl -s -u ${user} -X POST ${shell(access.url)} | sed -n 's/.*"access_token" *: *"\\([^"]*\\)".*/\\1/p')`,
    );
    parts.push(`-H "Authorization: Bearer $TOKEN"`);
  }
  if (access?.kind === 'header') parts.push(`-H ${shell(`${access.name}: ${access.value}`)}`);
  if (method !== 'GET') parts.push(`-X ${method}`);
  parts.push(shell(url));
  if (body !== undefined) parts.push(`-H 'Content-Type: application/json'`, `-d ${shell(JSON.stringify(body))}`);
  return [...lines, parts.join(' \\\n  ')].join('\n');
}

/** A value as Python writes it; texts are written as in JSON. */
export function pythonText(value: unknown): string {
  if (value === null || value === undefined) return 'None';
  if (value === true) return 'True';
  if (value === false) return 'False';
  if (Array.isArray(value)) return `[${value.map(pythonText).join(', ')}]`;
  if (typeof value === 'object')
    return `{${Object.entries(value)
      .map(([name, member]) => `${JSON.stringify(name)}: ${pythonText(member)}`)
      .join(', ')}}`;
  return JSON.stringify(value);
}

function pythonRequest({ method, url, access, body }: PrintedRequest): string {
  const lines = ['import requests', ''];
  const given = [JSON.stringify(method), JSON.stringify(url)];
  if (access?.kind === 'token') {
    const auth = `(${JSON.stringify(access.user)}, ${JSON.stringify(access.password)})`;
    lines.push(`token = requests.post(${JSON.stringify(access.url)}, auth=${auth}).json()["access_token"]`);
    given.push('headers={"Authorization": f"Bearer {token}"}');
  }
  if (access?.kind === 'header') given.push(`headers=${pythonText({ [access.name]: access.value })}`);
  if (body !== undefined) given.push(`json=${pythonText(body)}`);
  return [
    ...lines,
    `answer = requests.request(\n    ${given.join(',\n    ')},\n)`,
    'print(answer.status_code, answer.text)',
  ].join('\n');
}

function typescriptRequest({ method, url, access, body }: PrintedRequest): string {
  const lines: string[] = [];
  const headers: string[] = [];
  if (access?.kind === 'token') {
    const pair = JSON.stringify(`${access.user}:${access.password}`);
    lines.push(
      `const login = await fetch(${JSON.stringify(access.url)}, {`,
      `  method: 'POST',`,
      `  headers: { Authorization: \`Basic \${btoa(${pair})}\` },`,
      '});',
      'const { access_token } = (await login.json()) as { access_token: string };',
    );
    headers.push('Authorization: `Bearer ${access_token}`');
  }
  if (access?.kind === 'header') headers.push(`${JSON.stringify(access.name)}: ${JSON.stringify(access.value)}`);
  if (body !== undefined) headers.push(`'Content-Type': 'application/json'`);
  const options = [
    ...(method === 'GET' ? [] : [`  method: '${method}',`]),
    ...(headers.length === 0 ? [] : [`  headers: { ${headers.join(', ')} },`]),
    ...(body === undefined ? [] : [`  body: JSON.stringify(${JSON.stringify(body)}),`]),
  ];
  const call = options.length === 0 ? '' : `, {\n${options.join('\n')}\n}`;
  return [
    ...lines,
    `const answer = await fetch(${JSON.stringify(url)}${call});`,
    'console.info(answer.status, await answer.text());',
  ].join('\n');
}

/** The request in a language. */
export const printedRequest = (request: PrintedRequest, language: PrintedLanguage): string =>
  language === 'curl' ? curlText(request) : language === 'Python' ? pythonRequest(request) : typescriptRequest(request);
