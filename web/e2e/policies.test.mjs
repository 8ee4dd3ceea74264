import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import { Agent, rest, unique } from './support/gate.mjs';
import { focus, openBrowser, signedIn } from './support/reviewer.mjs';

let browser;
let agent;
let page;
const undo = [];

before(async () => (browser = await openBrowser()));
after(() => browser?.close());
beforeEach(async () => {
  agent = await Agent.connect();
  page = await signedIn(browser);
});
afterEach(async () => {
  agent.close();
  while (undo.length > 0) await rest('DELETE', undo.pop());
  const { complaints } = page;
  await page.context().close();
  assert.deepEqual(complaints, []);
});

async function policy(type, command, more) {
  const made = await rest('POST', '/policies', { type, pattern_type: 'exact', pattern: command, scope: 'global', ...more });
  undo.push(`/policies/${made.id}`);
  return made.id;
}

function card() {
  return page.getByRole('main');
}

describe('a policy', () => {
  it('of two people counts the first approval and says what is still needed', async () => {
    const command = `touch /tmp/${unique('two')}`;
    const two = await policy('min_approvers', command, { approvals_required: 2 });
    const id = await agent.ask(command);
    await agent.ask(`touch /tmp/${unique('next')}`);
    await focus(page, command);
    await card().getByText('0 of 2 approvals, needs 2 approvals').waitFor();

    await page.keyboard.press('a');

    // The vote is cast, so the focus goes on to what else waits.
    await focus(page, command);
    await card().getByText('1 of 2 approvals, needs 1 more approval').waitFor();
    await card().getByText('Nobody can approve this: it needs 2 approvals, and only 1 may decide it').waitFor();
    assert.equal(agent.hasDecision(id), false);
    await card().getByText('You approved it; it waits for others.').waitFor();
    await page.reload();
    await focus(page, command);
    await card().getByText('You approved it already; it waits for others.').waitFor();
    for (const name of [/^Allow/, /^Deny/]) assert.equal(await card().getByRole('button', { name }).first().isDisabled(), true, String(name));

    await rest('PATCH', `/policies/${two}`, { approvals_required: 1 });
    assert.equal((await agent.decision(id)).allow, true);
  });

  it('of a role says which, and is met by somebody who has it', async () => {
    const command = `touch /tmp/${unique('role')}`;
    await policy('role_required', command, { role: 'senior_reviewer' });
    const id = await agent.ask(command);
    await focus(page, command);
    await card().getByText('0 of 1 approval, needs senior reviewer or above').waitFor();

    await page.keyboard.press('a');

    assert.equal((await agent.decision(id)).allow, true);
  });

  it('never lets those decide who stand behind the agent, by key or button', async () => {
    const made = await rest('POST', '/agents', { name: unique('mine') });
    undo.push(`/agents/${made.id}`);
    const { token } = await rest('POST', `/agents/${made.id}/tokens`, { name: 'journey' });
    const own = await Agent.connect(token);
    const command = `touch /tmp/${unique('own')}`;
    const id = await own.ask(command);
    await focus(page, command);

    await card().getByText('You own or made this agent or its token, so somebody else has to decide.').waitFor();
    for (const name of [/^Allow/, /^Deny/, /^Suggest/]) {
      assert.equal(await card().getByRole('button', { name }).first().isDisabled(), true, String(name));
    }
    await page.keyboard.press('a');
    await page.getByRole('status').filter({ hasText: 'You may not decide this command.' }).waitFor();
    await page.keyboard.press('d');
    assert.equal(await page.getByRole('textbox', { name: /comment|why/i }).count(), 0);
    assert.equal(own.hasDecision(id), false);
    await rest('POST', `/commands/${id}/cancel`).catch(() => undefined);
    own.close();
  });
});

describe('an anomaly', () => {
  it('stands on the card in words after three denials', async () => {
    for (let i = 0; i < 3; i++) {
      await rest('POST', `/commands/${await agent.ask(`touch /tmp/${unique('denied')}`)}/deny`, { comment: 'no' });
    }
    const command = `touch /tmp/${unique('next')}`;
    const id = await agent.ask(command);
    await focus(page, command);

    const badges = card().getByRole('list', { name: 'Unusual' });
    await badges.getByText('after several denials in a row').waitFor();
    await page.keyboard.press('a');
    assert.equal((await agent.decision(id)).allow, true);

    const after = `touch /tmp/${unique('after')}`;
    const next = await agent.ask(after);
    await focus(page, after);
    assert.equal(await card().getByText('after several denials in a row').count(), 0);
    await page.keyboard.press('a');
    await agent.decision(next);
  });
});
