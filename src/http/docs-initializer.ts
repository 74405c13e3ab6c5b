/** The script that begins the page of the documents, as it is served: it runs in a browser, and so it is a text here. */
import type { DocumentLink } from './docs-page.ts';

/**
 * Swagger UI resolves the whole document before it is ready and again for each operation that is opened, which took two seconds
 * each for that of the products: it is given what it asks for and what that refers to.
 */
const excerpt = `const excerpt = (document, [part, first, second]) => {
  if (first === undefined || (part === 'components' && first !== 'securitySchemes' && second === undefined)) return document;
  const components = { securitySchemes: document.components.securitySchemes };
  const keep = (reference) => {
    const [, , kind, name] = reference.split('/');
    const one = document.components[kind]?.[name];
    if (one === undefined || components[kind]?.[name] !== undefined) return;
    components[kind] = { ...components[kind], [name]: one };
    visit(one);
  };
  const visit = (value) => {
    if (value === null || typeof value !== 'object') return;
    if (typeof value.$ref === 'string') keep(value.$ref);
    Object.values(value).forEach(visit);
  };
  if (part === 'components') keep(['#', part, first, second].join('/'));
  const paths = part === 'paths' ? { [first]: document.paths[first] } : {};
  visit(paths);
  return { ...document, paths, components };
};
`;

/** Asks for the credentials first, so that the first request of a reader succeeds. */
export const initializer = (documents: readonly DocumentLink[]): string => `${excerpt}
const resolvingLess = () => ({
  afterLoad: ({ fn }) => {
    const { resolveSubtree } = fn;
    fn.resolveSubtree = (document, path, options) => resolveSubtree(excerpt(document, path), path, options);
  },
});

window.onload = async () => {
  const credentials = await fetch('credentials.json').then((answer) => answer.json());
  const authorize = () => {
    for (const { scheme, key, user, password } of credentials) {
      if (key !== undefined) window.ui.preauthorizeApiKey(scheme, key);
      else window.ui.preauthorizeBasic(scheme, user, password);
    }
  };
  window.ui = SwaggerUIBundle({
    urls: ${JSON.stringify(documents)},
    dom_id: '#swagger-ui',
    deepLinking: true,
    filter: true,
    persistAuthorization: true,
    tryItOutEnabled: false,
    displayRequestDuration: true,
    displayOperationId: true,
    docExpansion: 'none',
    defaultModelsExpandDepth: 0,
    showExtensions: true,
    validatorUrl: null,
    onComplete: authorize,
    presets: [SwaggerUIBundle.presets.apis, SwaggerUIStandalonePreset],
    plugins: [resolvingLess],
    layout: 'StandaloneLayout',
  });
};
`;
