import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import { Agent, base, unique } from './support/gate.mjs';
import { link } from './support/mail.mjs';
import { focus, openBrowser, openTab, rested } from './support/reviewer.mjs';

const password = 'correct horse battery staple';

let browser;
let page;
let email;
let agent;

before(async () => (browser = await openBrowser()));
after(() => browser?.close());
beforeEach(async () => {
  page = await openTab(browser);
  email = `${unique('ada')}@acme.example`;
  await addAuthenticator(page);
});
afterEach(async () => {
  agent?.close();
  agent = undefined;
  const { complaints } = page;
  await page.context().close();
  assert.deepEqual(complaints, []);
});

/** Chromium's own authenticator in software, which verifies its owner by itself (DevTools protocol, WebAuthn). */
async function addAuthenticator(tab) {
  const devTools = await tab.context().newCDPSession(tab);
  await devTools.send('WebAuthn.enable', { enableUI: false });
  await devTools.send('WebAuthn.addVirtualAuthenticator', {
    options: { protocol: 'ctap2', transport: 'internal', hasUserVerification: true, isUserVerified: true, automaticPresenceSimulation: true },
  });
}

function press(name) {
  return page.getByRole('button', { name, exact: true }).click();
}

async function signUp() {
  await page.getByRole('link', { name: 'Sign up' }).click();
  await page.getByLabel('Organisation').fill('Acme');
  await page.getByLabel('Your e-mail').fill(email);
  await page.getByLabel('Password').fill(password);
  await press('Sign up');
  await page.goto(await link(email, 'verify'));
  await page.getByLabel('Your password').fill(password);
  await press('Confirm');
  await page.getByRole('link', { name: 'Sign in' }).click();
}

async function enter() {
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Password').fill(password);
  await press('Sign in');
}

const inside = () => page.getByRole('link', { name: /Pending/ }).waitFor();

async function addPasskey(name) {
  await page.getByRole('link', { name: 'Settings' }).click();
  await press('Add a passkey…');
  await page.getByLabel('Name of the passkey').fill(name);
  await page.getByLabel('Your password').fill(password);
  await press('Add the passkey');
  await press('I have kept them');
  await page.getByText(name, { exact: true }).waitFor();
}

/** What the person signed in here does over REST, where a journey is not about the way there. */
async function rest(path, body) {
  const token = await page.evaluate(() => JSON.parse(sessionStorage.getItem('expacti.entry')).token);
  const headers = { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' };
  const answer = await fetch(new URL(`/api/v1${path}`, base), { method: 'POST', headers, body: JSON.stringify(body) });
  assert.ok(answer.ok, `${path}: ${answer.status}`);
  return answer.json();
}

describe('a passkey', () => {
  it('is added in Settings, signs in, and allows a critical command by keyboard', async () => {
    await signUp();
    await enter();
    await inside();
    await addPasskey('laptop');
    await page.getByLabel('Allowing a CRITICAL command takes a passkey').check();
    await page.getByLabel('People may decide commands of agents they own, made or stand behind').check();
    await press('Save');
    await page.getByRole('status').filter({ hasText: 'Saved' }).waitFor();
    await press('Sign out');

    await enter();
    await page.getByRole('button', { name: 'Use a passkey' }).waitFor();
    await page.keyboard.press('Enter');
    await inside();

    const { id } = await rest('/agents', { name: 'bot' });
    const { token } = await rest(`/agents/${id}/tokens`, { name: 'e2e' });
    agent = await Agent.connect(token);
    const command = 'kubectl delete pod --all -n production';
    const asked = await agent.ask(command);
    await page.getByRole('link', { name: /Pending/ }).click();
    await focus(page, command);
    await page.keyboard.press('a');
    await page.getByRole('button', { name: 'Again to allow' }).waitFor();
    await rested(page);
    await page.keyboard.press('a');
    await page.getByRole('dialog', { name: 'Confirm with your passkey' }).waitFor();
    assert.equal(agent.hasDecision(asked), false);
    await page.keyboard.press('Enter');

    const decision = await agent.decision(asked);
    assert.equal(decision.outcome, 'approved');
  });

  it('confirms by keyboard what weakens the settings, and nothing changes without it', async () => {
    await signUp();
    await enter();
    await inside();
    await addPasskey('laptop');
    const required = page.getByLabel('Allowing a CRITICAL command takes a passkey');
    const saved = page.getByRole('status').filter({ hasText: 'Saved' });
    await required.check();
    await press('Save');
    await saved.waitFor();

    await required.uncheck();
    await press('Save');
    const dialog = page.getByRole('dialog', { name: 'Confirm with your passkey' });
    await dialog.getByText('require_step_up: true → false').waitFor();
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    await page.reload();
    assert.equal(await required.isChecked(), true);

    await required.uncheck();
    await press('Save');
    await dialog.waitFor();
    await page.keyboard.press('Enter');
    await saved.waitFor();
    await dialog.waitFor({ state: 'detached' });
    await page.reload();
    await required.waitFor();
    assert.equal(await required.isChecked(), false);
  });

  it('is renamed and removed, each by its name, and removing it asks for it', async () => {
    await signUp();
    await enter();
    await inside();
    await addPasskey('old name');

    await press('Rename old name');
    await page.getByLabel('New name').fill('new name');
    await press('Rename');
    await press('Remove new name');
    await page.getByLabel('Your password').fill(password);
    await press('Remove the passkey');

    await page.getByText('Signing in takes your password alone.').waitFor();
    assert.equal(await page.getByText('new name', { exact: true }).count(), 0);
  });
});
