import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import { unique } from './support/gate.mjs';
import { appCode, link } from './support/mail.mjs';
import { openBrowser, openTab } from './support/reviewer.mjs';

const password = 'correct horse battery staple';

let browser;
let page;
let email;

before(async () => (browser = await openBrowser()));
after(() => browser?.close());
beforeEach(async () => {
  page = await openTab(browser);
  email = `${unique('ada')}@acme.example`;
});
afterEach(async () => {
  const { complaints } = page;
  await page.context().close();
  assert.deepEqual(complaints, []);
});

function press(name) {
  return page.getByRole('button', { name, exact: true }).click();
}

async function signUp() {
  await page.getByRole('link', { name: 'Sign up' }).click();
  await page.getByLabel('Organisation').fill('Acme');
  await page.getByLabel('Your e-mail').fill(email);
  await page.getByLabel('Password').fill(password);
  await press('Sign up');
  await page.getByRole('heading', { name: 'Look into your mail' }).waitFor();
}

async function verify() {
  await page.goto(await link(email, 'verify'));
  await page.getByLabel('Your password').fill(password);
  await press('Confirm');
  await page.getByRole('link', { name: 'Sign in' }).click();
}

async function enter(secret = password) {
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Password').fill(secret);
  await press('Sign in');
}

const inside = () => page.getByRole('link', { name: /Pending/ }).waitFor();

describe('an account', () => {
  it('is made by a sign-up and the link in its mail, and signs in', async () => {
    await signUp();
    await page.goto(new URL('/app/', page.url()).href);
    await enter();
    await page.getByRole('alert').filter({ hasText: 'not confirmed yet' }).waitFor();

    await verify();
    await enter();
    await inside();

    assert.equal(new URL(page.url()).hash, '');
    await page.reload();
    await inside();
    await press('Sign out');
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
  });

  it('says at its field what is wrong with a password', async () => {
    await page.getByRole('link', { name: 'Sign up' }).click();
    await page.getByLabel('Organisation').fill('Acme');
    await page.getByLabel('Your e-mail').fill(email);
    await page.getByLabel('Password').fill('password1234');
    await press('Sign up');

    await page.getByRole('alert').waitFor();
    assert.equal(await page.getByLabel('Password').getAttribute('aria-invalid'), 'true');
  });

  it('asks for a code once a second factor is on, and takes a backup code in its place', async () => {
    await signUp();
    await verify();
    await enter();
    await inside();
    await page.getByRole('link', { name: 'Settings' }).click();
    await press('Set one up…');
    await page.getByLabel('Your password').fill(password);
    await press('Begin');
    const secret = await page.locator('.secret code').textContent();
    await page.getByLabel('Code the app shows').fill(appCode(secret));
    await press('Switch on');
    const backup = await page.locator('.codes code').first().textContent();
    await press('I have kept them');
    await press('Sign out');

    await enter();
    await page.getByLabel('Code of your app, or a backup code').fill(backup);
    await press('Sign in');
    await inside();
  });

  it('waits for who lost every second factor, and the link in the mail keeps it', async () => {
    await signUp();
    await verify();
    await enter();
    await inside();
    await page.getByRole('link', { name: 'Settings' }).click();
    await press('Set one up…');
    await page.getByLabel('Your password').fill(password);
    await press('Begin');
    const secret = await page.locator('.secret code').textContent();
    await page.getByLabel('Code the app shows').fill(appCode(secret));
    await press('Switch on');
    await press('I have kept them');
    await press('Sign out');

    await enter();
    await page.getByRole('link', { name: 'I lost my second factor' }).click();
    await page.getByLabel('Your e-mail').fill(email);
    await press('Send me a link');
    await page.getByRole('status').filter({ hasText: 'on its way' }).waitFor();
    await page.goto(await link(email, 'recover'));
    await page.getByLabel('Your password').fill(password);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'It waits' }).waitFor();

    await page.goto(await link(email, 'recovery-cancel'));
    await page.getByRole('button', { name: 'Keep it' }).waitFor();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Your second factor stays' }).waitFor();
  });

  it('gets another password by a link in a mail', async () => {
    await signUp();
    await verify();
    await page.getByRole('link', { name: 'Forgotten password' }).click();
    await page.getByLabel('Your e-mail').fill(email);
    await press('Send me a link');
    await page.getByRole('status').filter({ hasText: 'on its way' }).waitFor();

    await page.goto(await link(email, 'reset'));
    await page.getByLabel('New password').fill('staple battery horse correct');
    await press('Set the password');
    await page.getByRole('link', { name: 'Sign in' }).click();
    await enter();
    await page.getByRole('alert').filter({ hasText: 'is wrong' }).waitFor();
    await enter('staple battery horse correct');
    await inside();
  });
});
