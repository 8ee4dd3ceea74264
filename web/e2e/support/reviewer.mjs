import { chromium } from 'playwright-core';
import { base, reviewerToken } from './gate.mjs';

const executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium';

/** One browser for a file of journeys; each journey has its own tab, session storage and list of complaints. */
export async function openBrowser() {
  const quiet = ['--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run'];
  return chromium.launch({ executablePath, args: process.getuid?.() === 0 ? [...quiet, '--no-sandbox'] : quiet });
}

export async function openTab(browser, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 860 }, ...options });
  const page = await context.newPage();
  page.complaints = [];
  page.on('pageerror', (error) => page.complaints.push(error.message));
  page.on('console', (message) => {
    if (/Content Security Policy|TrustedHTML|Trusted Type/i.test(message.text())) page.complaints.push(message.text());
  });
  page.on('dialog', (dialog) => page.complaints.push(`a dialog opened: ${dialog.message()}`));
  await page.goto(new URL('/app/', base).href);
  return page;
}

export async function signIn(page, token = reviewerToken) {
  await page.getByLabel('Reviewer token or API key').fill(token);
  await page.keyboard.press('Enter');
}

export async function signedIn(browser, options) {
  const page = await openTab(browser, options);
  await signIn(page);
  await page.getByRole('link', { name: /Pending/ }).waitFor();
  return page;
}

/** Brings the command with this text into focus and waits until keys are obeyed again. */
export async function focus(page, text) {
  await page.getByRole('option').filter({ hasText: text }).click();
  await page.locator('.command-box').filter({ hasText: text }).waitFor();
  await page.waitForFunction(() => document.querySelector('.command-box .end') !== null);
  await rested(page);
}

/** The page ignores decision keys for a moment after the focus moved by itself. */
export async function rested(page) {
  await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 600)));
}
