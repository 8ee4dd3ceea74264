import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { base, unique } from './support/gate.mjs';
import { focus, openBrowser, signedIn } from './support/reviewer.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const shell = `${root}clients/bin/expacti-sh`;
const python = `${root}.expacti/venv-python/bin/python`;
const gate = { EXPACTI_URL: base.origin.replace(/^http/, 'ws'), EXPACTI_TOKEN: 'demo-shell-token' };

let browser;
let page;

/** A process of its own, as an agent is one: what it prints, and its exit code once it ends. */
function start(command, args, env) {
  const child = spawn(command, args, { cwd: root, env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
  const said = { out: '', err: '' };
  child.stdout.on('data', (data) => (said.out += data));
  child.stderr.on('data', (data) => (said.err += data));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, ...said }));
  });
}

before(async () => (browser = await openBrowser()));
after(() => browser?.close());
beforeEach(async () => (page = await signedIn(browser)));
afterEach(async () => {
  const { complaints } = page;
  await page.context().close();
  assert.deepEqual(complaints, []);
});

describe('an agent that is a real process', () => {
  it('runs its command once a person has allowed it in the browser', async () => {
    const word = unique('hello');
    const agent = start(shell, ['-c', `echo ${word}`], gate);
    await focus(page, word);
    await page.keyboard.press('a');

    const { code, out } = await agent;
    assert.equal(out, `${word}\n`);
    assert.equal(code, 0);
  });

  it('prints the comment of a denial and runs nothing', async () => {
    const word = unique('never');
    const agent = start(shell, ['-c', `echo ${word}`], gate);
    await focus(page, word);
    await page.keyboard.press('d');
    await page.keyboard.type('not during business hours');
    await page.keyboard.press('Enter');

    const { code, out, err } = await agent;
    assert.equal(out, '');
    assert.match(err, /^expacti: command denied — not during business hours$/m);
    assert.equal(code, 126);
  });

  it('is told that nobody answered, and runs nothing', { timeout: 120_000 }, async () => {
    const { code, out, err } = await start(shell, ['-c', `echo ${unique('late')}`], gate);

    assert.equal(out, '');
    assert.match(err, /^expacti: command timed out — no reviewer responded$/m);
    assert.equal(code, 126);
  });

  it('is denied at once where there is no gate', async () => {
    const { code, err } = await start(shell, ['-c', 'echo unreachable'], { ...gate, EXPACTI_URL: 'ws://localhost:9' });

    assert.match(err, /^expacti: command denied — approval service unreachable$/m);
    assert.equal(code, 126);
  });

  it(
    'runs the published Python quick start',
    { skip: existsSync(python) ? false : 'the Python SDK has no environment yet: run sdks/python/run-tests' },
    async () => {
      const program = [
        'import os',
        'from expacti import ExpactiClient',
        'c = ExpactiClient(url=os.environ["EXPACTI_URL"] + "/shell/ws", token=os.environ["EXPACTI_TOKEN"])',
        "d = c.run('echo hello from agent')",
        "print('approved:', d.approved)",
      ].join('\n');
      const agent = start(python, ['-c', program], { ...gate, PYTHONPATH: `${root}sdks/python/src` });
      await focus(page, 'echo hello from agent');
      await page.keyboard.press('a');

      const { code, out, err } = await agent;
      assert.equal(err, '');
      assert.equal(out, 'approved: True\n');
      assert.equal(code, 0);
    },
  );
});
