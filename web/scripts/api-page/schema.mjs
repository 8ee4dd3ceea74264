// A schema as a table of its fields.
import { html, prose } from './html.mjs';
import { resolved } from './page.mjs';

const DEPTH_MAX = 3;

export function schemaRows(document, schema) {
  const rows = fields(document, schema, '', 0);
  if (rows.length === 0) return '';
  return html`<table>
<tr><th scope="col">Field</th><th scope="col">Type</th><th scope="col">Meaning</th></tr>
${rows.map(
  (row) => html`<tr><td><code>${row.name}</code>${row.required ? ' *' : ''}</td><td>${row.type}</td><td>${prose(row.description)}</td></tr>\n`,
)}</table>
`;
}

function fields(document, schema, prefix, depth) {
  const found = resolved(document, schema);
  if (depth > DEPTH_MAX || !found) return [];
  const parts = (found.allOf ?? []).flatMap((part) => fields(document, part, prefix, depth));
  const own = Object.entries(found.properties ?? {}).flatMap(([name, property]) => {
    const inner = resolved(document, property);
    const row = {
      name: prefix + name,
      required: (found.required ?? []).includes(name),
      type: typeName(document, inner),
      description: property.description ?? inner.description,
    };
    const below = inner.type === 'array' ? inner.items : property;
    const path = `${prefix}${name}${inner.type === 'array' ? '[]' : ''}.`;
    return [row, ...fields(document, below, path, depth + 1)];
  });
  return [...parts, ...own];
}

function typeName(document, schema) {
  const type = schema.type ?? (schema.allOf ? 'object' : schema.oneOf || schema.anyOf ? 'one of several' : 'any');
  const many = type === 'array' ? `list of ${typeName(document, resolved(document, schema.items ?? {}))}` : type;
  const choice = schema.enum ? `: ${schema.enum.join(' | ')}` : '';
  return `${many}${choice}${schema.nullable ? ' or null' : ''}`;
}
