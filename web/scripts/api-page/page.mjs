// One OpenAPI document as one page of HTML.
import { html, prose, raw } from './html.mjs';
import { schemaRows } from './schema.mjs';

const METHODS = ['get', 'post', 'put', 'patch', 'delete'];

/** @param {any} document an OpenAPI 3.0 document, parsed */
export function page(document) {
  const operations = Object.entries(document.paths).flatMap(([path, item]) =>
    METHODS.filter((method) => item[method]).map((method) => ({
      path,
      method,
      ...item[method],
      parameters: [...(item.parameters ?? []), ...(item[method].parameters ?? [])].map((p) => resolved(document, p)),
    })),
  );
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${document.info.title}: HTTP API</title>
<link rel="stylesheet" href="/docs/api.css">
</head>
<body>
<nav aria-label="Operations">
<p><strong>${document.info.title}</strong> ${document.info.version} · <a href="/openapi.yaml">openapi.yaml</a></p>
${document.tags.map((tag) => menu(tag, operations))}
</nav>
<main>
<h1>${document.info.title}: HTTP API</h1>
${prose(document.info.description)}
${document.tags.map((tag) => section(document, tag, operations))}
</main>
</body>
</html>
`.toString();
}

function of(tag, operations) {
  return operations.filter((operation) => operation.tags?.[0] === tag.name);
}

function menu(tag, operations) {
  return html`<h2><a href="#tag-${tag.name}">${tag.name}</a></h2>
<ul>
${of(tag, operations).map((o) => html`<li><a href="#${o.operationId}">${verb(o.method)} ${o.path}</a></li>\n`)}</ul>
`;
}

function section(document, tag, operations) {
  return html`<section aria-labelledby="tag-${tag.name}">
<h2 id="tag-${tag.name}">${tag.name}</h2>
${prose(tag.description)}
${of(tag, operations).map((operation) => one(document, operation))}
</section>
`;
}

function verb(method) {
  return html`<span class="verb ${method}">${method.toUpperCase()}</span>`;
}

function one(document, operation) {
  const open = Array.isArray(operation.security) && operation.security.length === 0;
  const body = operation.requestBody?.content;
  return html`<article>
<h3 id="${operation.operationId}">${verb(operation.method)} <code>${operation.path}</code></h3>
<p class="summary">${operation.summary}${open ? ' (without a token)' : ''}</p>
${prose(operation.description)}
${operation.parameters.length > 0 ? parameters(document, operation.parameters) : ''}
${body ? html`<h4>Body</h4>\n${content(document, body)}` : ''}
<h4>Answers</h4>
${Object.entries(operation.responses).map(([status, response]) => answer(document, status, resolved(document, response)))}
</article>
`;
}

function parameters(document, all) {
  return html`<h4>Parameters</h4>
<table>
<tr><th scope="col">Name</th><th scope="col">In</th><th scope="col">Meaning</th></tr>
${all.map(
  (p) => html`<tr><td><code>${p.name}</code>${p.required ? ' *' : ''}</td><td>${p.in}</td><td>${prose(p.description)}</td></tr>\n`,
)}</table>
`;
}

function answer(document, status, response) {
  const title = html`<strong>${status}</strong> ${raw(prose(response.description).toString().replace(/^<p>|<\/p>\n$/g, ''))}`;
  return response.content && /^2/.test(status)
    ? html`<details open><summary>${title}</summary>\n${content(document, response.content)}</details>\n`
    : html`<p class="answer">${title}</p>\n`;
}

function content(document, kinds) {
  return Object.entries(kinds).map(
    ([type, kind]) => html`<p class="type">${type}</p>
${kind.schema ? schemaRows(document, kind.schema) : ''}${examples(document, kind)}`,
  );
}

function examples(document, kind) {
  const all = kind.examples
    ? Object.values(kind.examples).map((e) => resolved(document, e).value)
    : kind.example === undefined
      ? []
      : [kind.example];
  return all.map((e) => html`<pre>${typeof e === 'string' ? e : JSON.stringify(e, null, 2)}</pre>\n`);
}

/** What a `$ref` into this document names. */
export function resolved(document, node) {
  if (!node?.$ref) return node;
  const found = node.$ref
    .slice(2)
    .split('/')
    .reduce((at, part) => at?.[part], document);
  if (!found) throw new Error(`${node.$ref} names nothing`);
  return resolved(document, found);
}
