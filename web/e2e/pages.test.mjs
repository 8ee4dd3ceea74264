import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import { Agent, base, reviewerToken, unique } from './support/gate.mjs';
import { focus, openBrowser, signedIn } from './support/reviewer.mjs';

let browser;
let agent;
let page;

before(async () => (browser = await openBrowser()));
after(() => browser?.close());
beforeEach(async () => {
  agent = await Agent.connect();
  page = await signedIn(browser);
});
afterEach(async () => {
  agent.close();
  const { complaints } = page;
  await page.context().close();
  assert.deepEqual(complaints, []);
});

async function go(name) {
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name, exact: true }).click();
}

describe('the other pages', () => {
  it('remember a command as a rule, show it, and take it away again', async () => {
    const command = `touch /tmp/${unique('remember')}`;
    const id = await agent.ask(command);
    await focus(page, command);
    await page.keyboard.press('r');
    await page.getByRole('button', { name: 'Continue' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Allow and remember' }).click();
    assert.equal((await agent.decision(id)).allow, true);

    await go('Rules');
    const row = page.getByRole('listitem').filter({ hasText: command });
    await row.waitFor();
    agent.socket.send(JSON.stringify({ type: 'command', ref: 'again', command }));
    const again = await agent.next((message) => message.ref === 'again');
    assert.equal(again.type, 'decision');
    assert.equal(again.via, 'whitelist');

    await row.getByRole('button', { name: 'Delete' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Delete rule' }).click();
    await row.waitFor({ state: 'detached' });
    const after = await agent.ask(command);
    assert.ok(after.startsWith('cmd_'));
  });

  it('show what the gate finds wrong with a pattern at its field', async () => {
    await go('Rules');
    await page.getByRole('button', { name: 'Add rule' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Reads the pattern as').selectOption('glob');
    await dialog.getByLabel('Pattern', { exact: true }).fill('docker logs *; rm -rf /');
    await dialog.getByRole('button', { name: 'Add rule' }).click();

    await dialog.getByRole('alert').waitFor();
    assert.equal(await dialog.getByLabel('Pattern', { exact: true }).getAttribute('aria-invalid'), 'true');
  });

  it('test a command without storing or running anything', async () => {
    await go('Rules');
    await page.getByRole('textbox', { name: 'Command' }).fill('docker logs api; rm -rf /');
    await page.getByRole('textbox', { name: 'Pattern' }).fill('docker logs *');
    await page.getByRole('button', { name: 'Test', exact: true }).click();

    await page.getByText('The tried rule would not let it through.').waitFor();
    await page.getByText('As things stand, a person is asked.').waitFor();
  });

  it('find a decided command in the history, with its comment', async () => {
    const name = unique('history');
    const id = await agent.ask(`touch /tmp/${name}`);
    await focus(page, name);
    await page.keyboard.press('d');
    await page.keyboard.type('for the record');
    await page.keyboard.press('Enter');
    await agent.decision(id);

    await go('History');
    await page.getByLabel('Search in commands').fill(name);
    await page.getByRole('button', { name: /denied/ }).filter({ hasText: name }).click();
    await page.getByText('for the record').waitFor();
  });

  it('verify and export the audit log', async () => {
    await go('Audit');
    await page.getByRole('button', { name: 'Verify' }).click();
    await page.getByText('The chain is whole.').waitFor();

    const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Export' }).click()]);
    assert.match(file.suggestedFilename(), /^expacti-audit-.*\.jsonl$/);
  });

  it('show the session of a command', async () => {
    const name = unique('session');
    const id = await agent.ask(`touch /tmp/${name}`);
    await focus(page, name);
    await page.keyboard.press('a');
    await agent.decision(id);

    await go('Sessions');
    await page.getByRole('main').getByRole('link').first().click();
    await page.getByText(`touch /tmp/${name}`).first().waitFor();
  });

  it('change a setting and say so', async () => {
    const answer = await fetch(new URL('/api/v1/org', base), { headers: { Authorization: `Bearer ${reviewerToken}` } });
    const { timeout_seconds: before } = await answer.json();
    await go('Settings');
    const field = page.getByLabel('How long a command waits for people');
    for (const seconds of [before === 90 ? 91 : 90, before]) {
      await field.fill(String(seconds));
      await page.getByRole('button', { name: 'Save' }).click();
      await page.getByText('Saved. It holds').waitFor();
    }
    assert.equal(await field.inputValue(), String(before));
  });
});
