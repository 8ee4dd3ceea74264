import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import { Agent, unique } from './support/gate.mjs';
import { focus, openBrowser, openTab, rested, signedIn, signIn } from './support/reviewer.mjs';

const critical = 'kubectl delete pod --all -n production';
let browser;
let agent;
let page;

before(async () => (browser = await openBrowser()));
after(() => browser?.close());
beforeEach(async () => (agent = await Agent.connect()));
afterEach(async () => {
  agent?.close();
  const complaints = page?.complaints ?? [];
  await page?.context().close();
  page = undefined;
  assert.deepEqual(complaints, []);
});

describe('a reviewer at the desk', () => {
  it('is turned away with a reason for an unknown token', async () => {
    page = await openTab(browser);
    await signIn(page, 'expacti_00000000000000000000000000000000');
    await page.getByText('unknown, expired or revoked').waitFor();
    assert.equal(await page.evaluate(() => sessionStorage.length), 0);
  });

  it('allows the waiting command with the key a', async () => {
    page = await signedIn(browser);
    const name = unique('allow');
    const id = await agent.ask(`touch /tmp/${name}`);
    await focus(page, name);

    await page.keyboard.press('a');

    const decision = await agent.decision(id);
    assert.equal(decision.allow, true);
    assert.equal(decision.via, 'reviewer');
    assert.ok(!page.url().includes('token'), 'the token is in no address');
  });

  it('presses twice for a critical command, and a held key is one press', async () => {
    page = await signedIn(browser);
    const id = await agent.ask(critical);
    await focus(page, critical);

    await page.keyboard.down('a');
    await page.keyboard.down('a');
    await page.keyboard.down('a');
    await page.keyboard.up('a');
    await page.getByRole('button', { name: 'Again to allow' }).waitFor();
    await rested(page);
    assert.equal(agent.hasDecision(id), false);

    await page.keyboard.press('a');
    assert.equal((await agent.decision(id)).outcome, 'approved');
  });

  it('denies with a comment that the agent reads', async () => {
    page = await signedIn(browser);
    const name = unique('deny');
    const id = await agent.ask(`touch /tmp/${name}`);
    await focus(page, name);

    await page.keyboard.press('d');
    await page.keyboard.type('Wrong environment, ask again on staging');
    await page.keyboard.press('Enter');

    const decision = await agent.decision(id);
    assert.equal(decision.allow, false);
    assert.equal(decision.outcome, 'denied');
    assert.equal(decision.comment, 'Wrong environment, ask again on staging');
  });

  it('goes back with Escape and sends nothing', async () => {
    page = await signedIn(browser);
    const name = unique('escape');
    const id = await agent.ask(`touch /tmp/${name}`);
    await focus(page, name);

    await page.keyboard.press('d');
    await page.keyboard.type('no');
    await page.keyboard.press('Escape');
    await rested(page);

    assert.equal(agent.hasDecision(id), false);
    await page.keyboard.press('a');
    assert.equal((await agent.decision(id)).allow, true);
  });

  it('suggests another command with the denial', async () => {
    page = await signedIn(browser);
    const name = unique('suggest');
    const id = await agent.ask(`rm -r /tmp/${name}`);
    await focus(page, name);

    await page.keyboard.press('e');
    await page.getByLabel('Command to suggest').fill(`ls /tmp/${name}`);
    await page.keyboard.press('Enter');

    const decision = await agent.decision(id);
    assert.equal(decision.allow, false);
    assert.equal(decision.suggested_command, `ls /tmp/${name}`);
  });

  it('decides the command shown, not the one that arrives meanwhile', async () => {
    page = await signedIn(browser);
    const [first, second] = [unique('first'), unique('second')];
    const firstId = await agent.ask(`touch /tmp/${first}`);
    await focus(page, first);
    const secondId = await agent.ask(`touch /tmp/${second}`);
    await page.getByRole('option').filter({ hasText: second }).waitFor();

    await page.keyboard.press('a');

    assert.equal((await agent.decision(firstId)).allow, true);
    assert.equal(agent.hasDecision(secondId), false);
    await focus(page, second);
    await page.keyboard.press('d');
    await page.keyboard.press('Enter');
    assert.equal((await agent.decision(secondId)).allow, false);
  });

  it('moves the deadline by five minutes', async () => {
    page = await signedIn(browser);
    const name = unique('extend');
    const id = await agent.ask(`touch /tmp/${name}`);
    await focus(page, name);

    await page.keyboard.press('t');

    await agent.next((message) => message.type === 'deadline_changed' && message.id === id);
    await page.locator('.card-head .countdown').filter({ hasText: /^[56]:/ }).waitFor();
    await page.keyboard.press('a');
    assert.equal((await agent.decision(id)).allow, true);
  });

  it('sees a command time out, which the agent takes for a denial', { timeout: 90_000 }, async () => {
    page = await signedIn(browser);
    const name = unique('timeout');
    const id = await agent.ask(`touch /tmp/${name}`, { timeout_seconds: 30 });
    await focus(page, name);

    const decision = await agent.decision(id, 60_000);

    assert.equal(decision.allow, false);
    assert.equal(decision.outcome, 'timed_out');
    await page.locator('.verdict').filter({ hasText: 'timed out' }).waitFor();
  });

  it('decides on a phone with the thumb', async () => {
    page = await signedIn(browser, { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });
    const name = unique('phone');
    const id = await agent.ask(`touch /tmp/${name}`);
    await page.getByRole('button', { name: /pending$/ }).tap();
    await page.getByRole('option').filter({ hasText: name }).tap();
    await page.locator('.command-box').filter({ hasText: name }).waitFor();
    await rested(page);

    await page.getByRole('button', { name: 'Allow', exact: true }).tap();

    assert.equal((await agent.decision(id)).allow, true);
    const sideways = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    assert.equal(sideways, 0);
  });
});
