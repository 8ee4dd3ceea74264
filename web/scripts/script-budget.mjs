// Adds up the gzipped size of every script of the build and fails over the budget.
import { readFileSync, readdirSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

const budgetKiB = 250;
const folder = new URL('../dist/assets/', import.meta.url);
const scripts = readdirSync(folder).filter((name) => name.endsWith('.js'));
const bytes = scripts.reduce((sum, name) => sum + gzipSync(readFileSync(new URL(name, folder))).length, 0);
const kibibytes = bytes / 1024;

console.log(`scripts: ${kibibytes.toFixed(1)} KiB gzipped in ${scripts.length} file(s), budget ${budgetKiB} KiB`);
if (scripts.length === 0 || kibibytes > budgetKiB) {
  console.error(`scripts are over their budget of ${budgetKiB} KiB, or there are none`);
  process.exit(1);
}
