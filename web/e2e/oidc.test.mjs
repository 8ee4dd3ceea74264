import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import { unique } from './support/gate.mjs';
import { Issuer, issuerAddress } from './support/issuer.mjs';
import { link } from './support/mail.mjs';
import { openBrowser, openTab } from './support/reviewer.mjs';

const password = 'correct horse battery staple';
const skip = issuerAddress === null ? 'EXPACTI_E2E_ISSUER is not set: the server knows no sign-in service' : false;

let browser;
let issuer;
let page;
let email;

before(async () => {
  if (skip) return;
  browser = await openBrowser();
  issuer = await new Issuer().start();
});
after(async () => {
  await browser?.close();
  await issuer?.close();
});
beforeEach(async () => {
  if (skip) return;
  page = await openTab(browser);
  email = `${unique('ada')}@acme.example`;
  issuer.declines = false;
  issuer.person = { sub: unique('sub'), email, email_verified: true };
});
afterEach(async () => {
  if (skip) return;
  const { complaints } = page;
  await page.context().close();
  assert.deepEqual(complaints, []);
});

function press(name) {
  return page.getByRole('button', { name, exact: true }).click();
}

const inside = () => page.getByRole('link', { name: /Pending/ }).waitFor();

async function signUpByMail() {
  await page.getByRole('link', { name: 'Sign up' }).click();
  await page.getByLabel('Organisation').fill('Acme');
  await page.getByLabel('Your e-mail').fill(email);
  await page.getByLabel('Password').fill(password);
  await press('Sign up');
  await page.getByRole('heading', { name: 'Look into your mail' }).waitFor();
  await page.goto(await link(email, 'verify'));
  await page.getByLabel('Your password').fill(password);
  await press('Confirm');
  await page.getByRole('link', { name: 'Sign in' }).click();
}

async function enter() {
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Password').fill(password);
  await press('Sign in');
  await inside();
}

describe('signing in with another service', { skip }, () => {
  it('signs up without a password, and in again', async () => {
    await press('Sign in with Test issuer');
    await page.getByLabel('Organisation').fill('Acme');
    await press('Sign up');
    await inside();
    assert.equal(new URL(page.url()).hash, '');
    await press('Sign out');

    await press('Sign in with Test issuer');
    await inside();
  });

  it('links a service to an account under Settings, and removes it', async () => {
    await signUpByMail();
    await enter();
    await page.getByRole('link', { name: 'Settings' }).click();
    await press('Link Test issuer…');
    await page.getByLabel('Your password').fill(password);
    await page.keyboard.press('Enter');
    await page.getByText('From now on you can sign in with Test issuer too.').waitFor();
    await page.getByRole('link', { name: 'Back to Settings' }).click();
    await press('Remove Test issuer');
    await press('Cancel');
    await press('Sign out');

    await press('Sign in with Test issuer');
    await inside();
    await page.getByRole('link', { name: 'Settings' }).click();
    await press('Remove Test issuer');
    await page.getByLabel('Your password').fill(password);
    await page.locator('form').getByRole('button', { name: 'Remove Test issuer' }).click();
    await page.getByText('None is linked to your account.').waitFor();
  });

  it('says what to do where the address has an account', async () => {
    await signUpByMail();

    await press('Sign in with Test issuer');

    await page.getByRole('alert').filter({ hasText: 'link this service under Settings' }).waitFor();
    await page.getByRole('link', { name: 'Back to sign in' }).click();
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
  });

  it('says so where somebody declines, in words of its own', async () => {
    issuer.declines = true;

    await press('Sign in with Test issuer');

    await page.getByRole('alert').filter({ hasText: 'You did not go on there' }).waitFor();
    assert.ok(!(await page.content()).includes('words of a stranger'));
    issuer.declines = false;
    await press('Try Test issuer again');
    await page.getByLabel('Organisation').waitFor();
  });
});
