// Holds the HTTP contract against Redocly's rules: a document that is well formed, whole, and whose examples fit its schemas.
import { createConfig, lint } from '@redocly/openapi-core';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const file = join(dirname(fileURLToPath(import.meta.url)), '..', '..', 'openapi', 'openapi.yaml');
const config = await createConfig({
  extends: ['recommended'],
  rules: {
    'no-invalid-media-type-examples': 'error',
    'no-invalid-schema-examples': 'error',
    // One machine listens on localhost.
    'no-server-example.com': 'off',
    'no-unused-components': 'warn',
    'no-ambiguous-paths': 'error',
    'no-identical-paths': 'error',
    'operation-2xx-response': 'error',
    'operation-4xx-response': 'error',
    'operation-tag-defined': 'error',
    'operation-singular-tag': 'error',
    'path-not-include-query': 'error',
    'tag-description': 'error',
  },
});
const problems = await lint({ ref: file, config });

for (const problem of problems) {
  const [at] = problem.location;
  console.error(`openapi.yaml ${at?.pointer ?? ''}\n  ${problem.ruleId}: ${problem.message}`);
}
const errors = problems.filter((problem) => problem.severity === 'error').length;
console.log(`openapi.yaml: ${errors} errors, ${problems.length - errors} warnings`);
process.exit(errors === 0 ? 0 : 1);
