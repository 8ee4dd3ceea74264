import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import { Agent, eventually, rest, unique } from './support/gate.mjs';
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

async function toRules() {
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Rules', exact: true }).click();
}

async function approved(commands) {
  for (const command of commands) await rest('POST', `/commands/${await agent.ask(command)}/approve`, {});
}

async function denied(command) {
  await rest('POST', `/commands/${await agent.ask(command)}/deny`, { comment: 'not this one' });
}

/** Builds of one folder, the numbers of which differ, and the rule they add up to. Three words tell one folder's from another's, so that they are never folded together. */
function builds() {
  const folder = `/tmp/${unique('again')}`;
  const removal = (build) => `rm ${folder}/log ${folder}/lock ${folder}/build-${build}`;
  return { folder, removal, commands: [101, 102, 103, 104, 105].map(removal), pattern: removal('*') };
}

async function suggested({ commands, pattern }) {
  await approved(commands);
  const open = await eventually(
    () => rest('GET', '/suggestions?limit=200'),
    ({ items }) => items.some((each) => each.pattern === pattern),
  );
  return open.items.find((each) => each.pattern === pattern);
}

function suggestion(pattern) {
  return page.getByRole('region', { name: 'Suggested rules' }).getByRole('listitem').filter({ has: page.getByText(pattern) }).first();
}

describe('a suggested rule', () => {
  it('stands with its evidence, and lets the next one through once it is accepted by keyboard', async () => {
    const again = builds();
    await suggested(again);

    await toRules();
    const row = suggestion(again.pattern);
    await row.getByText('approved 5 times by Demo Reviewer').waitFor();
    await row.getByText(/would have let 5 of \d+ commands through, 0 of them denied/).waitFor();
    await row.getByText('5 commands, for example').press('Enter');
    await row.getByText(again.commands[0], { exact: true }).waitFor();

    const accept = row.getByRole('button', { name: `Accept ${again.pattern}` });
    await accept.focus();
    await page.keyboard.press('Enter');
    await accept.waitFor({ state: 'detached' });
    await page.getByRole('listitem').filter({ has: page.getByRole('button', { name: 'Delete' }) }).filter({ hasText: again.pattern }).waitFor();

    const answer = await agent.decided(again.removal(999));
    assert.equal(answer.allow, true);
    assert.equal(answer.via, 'whitelist');
  });

  it('goes once it is dismissed, and what it was for still asks', async () => {
    const again = builds();
    const { id } = await suggested(again);

    await toRules();
    const dismiss = suggestion(again.pattern).getByRole('button', { name: `Dismiss ${again.pattern}` });
    await dismiss.focus();
    await page.keyboard.press('Enter');
    await dismiss.waitFor({ state: 'detached' });

    const answered = await rest('GET', '/suggestions?status=dismissed&limit=200');
    assert.ok(answered.items.some((each) => each.id === id));
    await denied(again.removal(999));
  });
});

describe('what a rule would have done', () => {
  it('is said while the rule is written, before it is saved', async () => {
    const { folder, removal, commands, pattern } = builds();
    await approved(commands.slice(0, 2));
    await denied(removal(7));

    await toRules();
    await page.getByRole('button', { name: 'Add rule' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Reads the pattern as').selectOption('glob');
    await dialog.getByLabel('Pattern', { exact: true }).fill(pattern);
    await dialog.getByText('In the last 30 days this would have let 3 commands through, 1 of them denied.').waitFor();
    await dialog.getByText(`${folder}/build-7`).waitFor();

    await dialog.getByLabel('Effect').selectOption('deny');
    await dialog.getByText('In the last 30 days this would have stopped 3 commands, 2 of them approved.').waitFor();
    const { items } = await rest('GET', '/whitelist?limit=200');
    assert.ok(items.every((rule) => rule.pattern !== pattern), 'nothing is saved yet');
  });

  it('is said before a command is allowed and remembered', async () => {
    const command = `touch /tmp/${unique('preview')}`;
    await approved([command]);
    await page.reload();
    const id = await agent.ask(command);
    await focus(page, command);

    await page.keyboard.press('r');
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Continue' }).click();
    await dialog.getByText('In the last 30 days this would have let 1 command through, 0 of them denied.').waitFor();
    assert.equal(agent.hasDecision(id), false);

    await dialog.getByRole('button', { name: 'Allow and remember' }).click();
    assert.equal((await agent.decision(id)).allow, true);
    assert.equal((await agent.decided(command)).via, 'whitelist');
  });
});

describe('a verdict', () => {
  it('comes with the rule that almost matched and with what would change it', async () => {
    const { removal, pattern } = builds();
    const rule = await rest('POST', '/whitelist', { effect: 'allow', pattern_type: 'glob', scope: 'global', pattern });
    await toRules();
    await page.getByRole('textbox', { name: 'Command' }).fill(`${removal(1)}; id`);
    await page.getByRole('button', { name: 'Test', exact: true }).click();

    await page.getByText('As things stand, a person is asked.').waitFor();
    const changes = page.getByRole('list', { name: 'What would change it' });
    await changes.getByRole('listitem').filter({ hasText: 'id' }).first().waitFor();

    await page.getByRole('textbox', { name: 'Command' }).fill(`${removal(1)}/..`);
    await page.getByRole('button', { name: 'Test', exact: true }).click();
    await page.getByRole('list', { name: 'Rules that almost matched' }).getByText(rule.id).waitFor();
  });
});
