import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import { Agent, unique } from './support/gate.mjs';
import { focus, openBrowser, rested, signedIn } from './support/reviewer.mjs';

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

async function deny(id) {
  await page.keyboard.press('d');
  await page.keyboard.press('Enter');
  assert.equal((await agent.decision(id)).allow, false);
}

describe('a hostile command', () => {
  it('shows every hidden character and obeys none', async () => {
    const name = unique('hidden');
    const id = await agent.ask(`echo ${name} \u202e\u2066\u200b\u{E0041}\u001b[2J\u001b]52;c;eA==\u0007\r\n; rm -rf /v\u0430r`);
    await focus(page, name);

    const shown = await page.locator('.command-box').innerText();
    for (const mark of ['⟨U+202E⟩', '⟨U+2066⟩', '⟨U+200B⟩', '⟨U+E0041⟩', '⟨ESC⟩', '⟨BEL⟩', '⟨CR⟩', '⟨LF⟩']) {
      assert.ok(shown.includes(mark), `${mark} is missing in ${shown}`);
    }
    assert.doesNotMatch(await page.locator('body').innerText(), /[\u202A-\u202E\u2066-\u2069\u200B\u001B\u{E0041}]/u);
    await page.getByText('characters that turn the reading direction').waitFor();
    await page.getByText('mixes Latin and Cyrillic letters').waitFor();
    await deny(id);
  });

  it('is text and never markup, in the command and in its context', async () => {
    const name = unique('markup');
    const markup = '<img src=x onerror="window.taken=1"><script>window.taken=1</script>';
    const id = await agent.ask(`echo ${name} '${markup}'`, { context: markup });
    await focus(page, name);

    assert.ok((await page.locator('.command-box').innerText()).includes('<img src=x'));
    assert.equal(await page.locator('main img[src="x"], section img[src="x"], div img[src="x"]').count(), 0);
    assert.equal(await page.evaluate(() => window.taken), undefined);
    await deny(id);
  });

  it('cannot hide its tail behind its length', async () => {
    const name = unique('long');
    const id = await agent.ask(`echo ${name} ${'x '.repeat(1500)}; rm -rf /`);
    await focus(page, name);

    await page.keyboard.press('a');
    await page.getByRole('status').filter({ hasText: 'Scroll to the end' }).waitFor();
    await rested(page);
    assert.equal(agent.hasDecision(id), false);

    await page.locator('.command-box').evaluate((box) => box.scrollTo({ top: box.scrollHeight }));
    await page.getByText('Scroll to the end of the command first').first().waitFor({ state: 'hidden' });
    await deny(id);
  });

  it('cannot push its tail away with spaces', async () => {
    const name = unique('spaces');
    const id = await agent.ask(`echo ${name}${' '.repeat(300)}; rm -rf /`);
    await focus(page, name);

    const shown = await page.locator('.command-box').innerText();
    assert.ok(shown.includes('⟨300 spaces⟩; rm -rf /'), shown);
    await deny(id);
  });
});
