import { isSignIn } from '../../../lib/access';
import { clockOffset } from '../../../lib/countdown';
import type { Assertion } from '../../../lib/passkeys';
import { Store } from '../../../lib/store';
import { visibleText } from '../../../lib/visible-characters';
import type { ClientMessage, PendingCommand, Remember, ServerMessage } from '../../../wire/messages';
import { type Armed, pressAllow, unread, whyNotDecidable } from '../model/friction';
import { emptyQueue, focusedItem, type Queue, type QueueAction, type QueueEvent, type QueueItem, reduceQueue } from '../model/queue';
import { type ConnectionState, ReviewerSocket } from './reviewer-socket';

/** One sentence for the status line. `urgent` interrupts a screen reader, the rest waits its turn. */
export interface Notice {
  readonly text: string;
  readonly kind: 'said' | 'problem' | 'urgent';
  readonly at: number;
}

export interface DeskState {
  readonly connection: ConnectionState;
  readonly queue: Queue;
  readonly clockOffsetMs: number;
  readonly armed: Armed | null;
  readonly seenToEnd: ReadonlySet<string>;
  readonly notice: Notice | null;
  /** The command whose approval waits for a passkey. */
  readonly stepUp: string | null;
}

export interface DeskHooks {
  arrived(command: PendingCommand): void;
  refused(): void;
}

const extendSeconds = 300;

/** The reviewer's side of the socket: holds the queue, turns presses into votes, and says what came of them. */
export class Desk {
  readonly state = new Store<DeskState>({
    connection: 'connecting',
    queue: emptyQueue,
    clockOffsetMs: 0,
    armed: null,
    seenToEnd: new Set(),
    notice: null,
    stepUp: null,
  });
  private readonly socket: ReviewerSocket;
  private lookedAt: string | null = null;
  /** The approval that was refused for want of a passkey, to be sent again with one. */
  private held: Extract<ClientMessage, { type: 'decide' }> | null = null;

  constructor(
    token: () => Promise<string | null>,
    private readonly hooks: DeskHooks,
    private readonly now: () => number = Date.now,
  ) {
    this.socket = new ReviewerSocket(token, {
      message: (message) => this.receive(message),
      state: (connection) => this.connectionIs(connection),
      refused: () => hooks.refused(),
    });
  }

  close(): void {
    this.socket.close();
  }

  // ---- what the reviewer does

  focus(id: string): void {
    this.act({ type: 'focus', id });
  }

  move(by: 1 | -1, shown: readonly string[]): void {
    this.act({ type: 'move', by, shown });
  }

  next(): void {
    const before = this.state.get().queue.focusedId;
    this.act({ type: 'next' });
    if (this.state.get().queue.focusedId === before) this.say('Nothing else is pending.');
  }

  /** One press of "allow" on the item with this id, which is the one shown. */
  allow(id: string): void {
    const item = this.item(id);
    if (item === null) return;
    const { armed, queue, connection } = this.state.get();
    const press = pressAllow(item, {
      now: this.now(),
      armed,
      focusArrivedAt: queue.focusedId === id ? queue.focusArrivedAt : 0,
      connected: connection === 'live',
      seenToEnd: this.hasSeenEnd(item),
    });
    switch (press.kind) {
      case 'send':
        this.vote(id, { type: 'decide', id, allow: true }, 'Allowed');
        break;
      case 'arm':
        this.patch({ armed: press.armed });
        this.say(`${item.command.riskLevel}: press a again within 3 seconds to allow.`);
        break;
      case 'wait':
        if (press.armed === null) this.say('This command just came into focus: look, then press again.');
        break;
      case 'refuse':
        this.say(press.why, 'problem');
    }
  }

  deny(id: string, comment: string): void {
    this.decide(id, { type: 'decide', id, allow: false, ...(comment === '' ? {} : { comment }) }, 'Denied');
  }

  suggest(id: string, suggested: string, comment: string): void {
    const said = comment === '' ? {} : { comment };
    this.decide(id, { type: 'decide', id, allow: false, suggested_command: suggested, ...said }, 'Denied, with another command suggested');
  }

  remember(id: string, whitelist: Remember): void {
    const item = this.item(id);
    if (item !== null && !this.hasSeenEnd(item)) {
      this.say(unread, 'problem');
      return;
    }
    this.decide(id, { type: 'decide', id, allow: true, whitelist }, 'Allowed and remembered');
  }

  /** Sends the approval that was held again, with what a passkey signed for it. */
  confirm(id: string, assertion: Assertion): void {
    const { held } = this;
    this.leaveStepUp();
    if (held?.id === id) this.decide(id, { ...held, step_up: assertion }, held.whitelist === undefined ? 'Allowed' : 'Allowed and remembered');
  }

  leaveStepUp(): void {
    this.held = null;
    this.patch({ stepUp: null });
  }

  extend(id: string): void {
    const item = this.item(id);
    if (item?.settled !== null) return;
    if (this.socket.send({ type: 'extend', id, seconds: extendSeconds })) this.say('Asked for 5 more minutes.');
    else this.say('The connection is lost: the deadline was not moved.', 'problem');
  }

  sawEnd(id: string): void {
    const { seenToEnd, notice } = this.state.get();
    if (seenToEnd.has(id)) return;
    this.patch({ seenToEnd: new Set([...seenToEnd, id]), notice: notice?.text === unread ? null : notice });
  }

  hasSeenEnd(item: QueueItem): boolean {
    return this.state.get().seenToEnd.has(item.command.id);
  }

  /** Settled rows leave the list; call it while nobody points at the list. */
  sweep(): void {
    this.change({ type: 'swept', now: this.now() });
  }

  say(text: string, kind: Notice['kind'] = 'said'): void {
    this.patch({ notice: { text, kind, at: this.now() } });
  }

  // ---- how it comes about

  private decide(id: string, message: ClientMessage, done: string): void {
    const item = this.item(id);
    if (item === null) return;
    const why = whyNotDecidable(item, this.state.get().connection === 'live');
    if (why === null) this.vote(id, message, done);
    else this.say(why, 'problem');
  }

  private vote(id: string, message: ClientMessage, done: string): void {
    if (!this.socket.send(message)) {
      this.say('The connection is lost: nothing was sent.', 'problem');
      return;
    }
    const allow = message.type === 'decide' && message.allow;
    if (message.type === 'decide' && message.allow) this.held = message;
    this.say(`${done}: ${this.nameOf(id)}`);
    this.act({ type: 'sent', id, vote: allow ? 'allow' : 'deny', now: this.now() });
  }

  private receive(message: ServerMessage): void {
    const now = this.now();
    switch (message.type) {
      case 'welcome':
        this.patch({ clockOffsetMs: clockOffset(message.timestamp, now) });
        break;
      case 'snapshot':
        this.change({ type: 'snapshot', pending: message.pending, now });
        break;
      case 'pending_command':
        this.arrive(message.item, now);
        break;
      case 'vote_recorded':
        this.change({ type: 'voted', id: message.id, votes: message.votes });
        break;
      case 'deadline_changed':
        this.change({ type: 'deadline', id: message.id, expiresAt: message.expiresAt });
        break;
      case 'looking':
        this.change({ type: 'looking', id: message.id, users: message.users });
        break;
      case 'command_resolved':
        this.change({ type: 'resolved', id: message.id, resolution: message.resolution, now });
        break;
      case 'error':
        this.refuse(message.id, message.message, message.code);
    }
  }

  private arrive(command: PendingCommand, now: number): void {
    const known = this.item(command.id) !== null;
    this.change({ type: 'arrived', command, now });
    if (known) return;
    this.hooks.arrived(command);
    const critical = command.riskLevel === 'CRITICAL';
    this.say(`New: ${command.riskLevel} ${command.riskScore}, ${this.nameOf(command.id)}`, critical ? 'urgent' : 'said');
  }

  private refuse(id: string | null, message: string, code: string): void {
    const where = id === null ? '' : `${this.nameOf(id)}: `;
    if (id !== null) this.change({ type: 'refused', id, message });
    if (code === 'step_up_required' && id !== null && this.held?.id === id && this.held.step_up === undefined && isSignIn()) {
      this.patch({ stepUp: id });
      return;
    }
    this.say(`${where}${visibleText(message)} (${code})`, 'problem');
  }

  private connectionIs(connection: ConnectionState): void {
    const before = this.state.get().connection;
    this.patch({ connection, armed: null });
    if (connection === 'lost') {
      this.lookedAt = null;
      this.change({ type: 'connection_lost' });
      if (before === 'live') this.say('Connection lost: decisions are not possible.', 'urgent');
    } else if (before === 'lost') this.say('Connected again.');
    this.look();
  }

  private act(action: QueueAction): void {
    // What was said of the item before says nothing about the one that comes into focus now.
    if (action.type !== 'sent' && this.state.get().notice?.kind !== 'urgent') this.patch({ notice: null });
    this.change(action);
  }

  private change(change: QueueAction | QueueEvent): void {
    const state = this.state.get();
    const queue = reduceQueue(state.queue, change);
    const armed = state.armed !== null && queue.focusedId === state.armed.id ? state.armed : null;
    this.state.set({ ...state, queue, armed });
    this.look();
  }

  /** Others see who is looking; said once for each item that comes into focus. */
  private look(): void {
    const { queue, connection } = this.state.get();
    const item = focusedItem(queue);
    if (connection !== 'live' || item?.settled !== null || item.command.id === this.lookedAt) return;
    if (this.socket.send({ type: 'look', id: item.command.id })) this.lookedAt = item.command.id;
  }

  private item(id: string): QueueItem | null {
    return this.state.get().queue.items.find((item) => item.command.id === id) ?? null;
  }

  private nameOf(id: string): string {
    const item = this.item(id);
    const text = visibleText(item?.command.command ?? id);
    return text.length > 60 ? `${text.slice(0, 59)}…` : text;
  }

  private patch(change: Partial<DeskState>): void {
    this.state.set({ ...this.state.get(), ...change });
  }
}
