import { WebSocket } from 'ws';

/** Where the server under test is, and the tokens it takes; the tokens default to those of an evaluation server. */
export const base = new URL(process.env.EXPACTI_BASE ?? fail('set EXPACTI_BASE to the address of a started server, for example http://localhost:3001'));
export const reviewerToken = process.env.EXPACTI_REVIEWER_TOKEN ?? 'demo-reviewer-token';
const agentToken = process.env.EXPACTI_TOKEN ?? 'demo-shell-token';
const answerMs = 15_000;

function fail(message) {
  throw new Error(message);
}

/** A name no other command of this run has. */
export function unique(prefix) {
  return `${prefix}-${Date.now().toString(36)}-${Math.floor(Math.random() * 1e6).toString(36)}`;
}

/** What the reviewer's token does over REST, where a journey is not about the way there; answers the body. */
export async function rest(method, path, body) {
  const headers = { Authorization: `Bearer ${reviewerToken}`, 'Content-Type': 'application/json' };
  const sent = body === undefined ? {} : { body: JSON.stringify(body) };
  const answer = await fetch(new URL(`/api/v1${path}`, base), { method, headers, ...sent });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`);
  return text === '' ? null : JSON.parse(text);
}

/** Asks again until the answer is wanted; what the gate does by itself takes its time. */
export async function eventually(ask, wanted, patienceMs = 60_000) {
  const until = Date.now() + patienceMs;
  for (;;) {
    const answer = await ask();
    if (wanted(answer)) return answer;
    if (Date.now() > until) throw new Error(`not in ${patienceMs} ms; last: ${JSON.stringify(answer).slice(0, 500)}`);
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
}

/** An agent's connection: it asks, and waits for what people say. */
export class Agent {
  static async connect(token = agentToken) {
    const address = new URL('/shell/ws', base);
    address.protocol = base.protocol === 'https:' ? 'wss:' : 'ws:';
    const agent = new Agent(new WebSocket(address, { headers: { Authorization: `Bearer ${token}` } }));
    await agent.next((message) => message.type === 'welcome');
    return agent;
  }

  constructor(socket) {
    this.socket = socket;
    this.seen = [];
    this.waiting = [];
    socket.on('message', (frame) => this.receive(JSON.parse(frame.toString())));
    socket.on('close', (code) => this.receive({ type: 'closed', code }));
    socket.on('error', (error) => this.receive({ type: 'failed', message: error.message }));
  }

  receive(message) {
    this.seen.push(message);
    const over = message.type === 'closed' || message.type === 'failed';
    const waiting = this.waiting;
    this.waiting = [];
    for (const one of waiting) {
      if (one.wanted(message)) one.resolve(message);
      else if (over) one.reject(new Error(`the agent's socket ${message.type}: ${JSON.stringify(this.seen)}`));
      else this.waiting.push(one);
    }
  }

  next(wanted, patienceMs = answerMs) {
    const there = this.seen.find(wanted);
    if (there !== undefined) return Promise.resolve(there);
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error(`nothing came in ${patienceMs} ms; last: ${JSON.stringify(this.seen.at(-1))}`)), patienceMs);
      const done = (settle) => (value) => {
        clearTimeout(timer);
        settle(value);
      };
      this.waiting.push({ wanted, resolve: done(resolve), reject: done(reject) });
    });
  }

  /** Asks for a command that a person has to decide; returns its id once it is pending. */
  async ask(command, more = {}) {
    const ref = unique('ref');
    this.socket.send(JSON.stringify({ type: 'command', ref, command, ...more }));
    const answer = await this.next((message) => message.ref === ref);
    if (answer.type !== 'pending') throw new Error(`expected a pending command, got ${JSON.stringify(answer)}`);
    return answer.id;
  }

  decision(id, patienceMs = answerMs) {
    return this.next((message) => message.type === 'decision' && message.id === id, patienceMs);
  }

  /** Asks for a command that no person has to decide; returns the decision. */
  async decided(command) {
    const ref = unique('ref');
    this.socket.send(JSON.stringify({ type: 'command', ref, command }));
    const answer = await this.next((message) => message.ref === ref);
    if (answer.type !== 'decision') throw new Error(`expected a decision, got ${JSON.stringify(answer)}`);
    return answer;
  }

  hasDecision(id) {
    return this.seen.some((message) => message.type === 'decision' && message.id === id);
  }

  close() {
    this.socket.close();
  }
}
