// Writes dist/docs: the HTTP contract as a page to browse. Plain HTML and one style sheet, no script, nothing from elsewhere.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { load } from 'js-yaml';
import { page } from './api-page/page.mjs';

const web = join(dirname(fileURLToPath(import.meta.url)), '..');
const out = join(web, 'dist', 'docs');

mkdirSync(out, { recursive: true });
writeFileSync(join(out, 'index.html'), page(load(readFileSync(join(web, '..', 'openapi', 'openapi.yaml'), 'utf8'))));
writeFileSync(join(out, 'api.css'), readFileSync(join(web, 'scripts', 'api-page', 'api.css')));
