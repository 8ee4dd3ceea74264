import { type ClientMessage, readServerMessage, type ServerMessage } from '../../../wire/messages';
import { backoff } from './backoff';

export interface SocketListener {
  message(message: ServerMessage): void;
  /** Live from the snapshot on, not from the handshake: before it we do not know what is pending. */
  state(state: ConnectionState): void;
  refused(): void;
}

export type ConnectionState = 'connecting' | 'live' | 'lost';

const unauthorized = 4401;
/** The server pings every 30 s by protocol, which pages cannot see; an upgrade that takes this long is given up. */
const openPatienceMs = 10_000;

/** One reviewer connection that comes back by itself until it is closed or refused. */
export class ReviewerSocket {
  private socket: WebSocket | null = null;
  private attempt = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private closed = false;

  constructor(
    private readonly token: () => Promise<string | null>,
    private readonly listener: SocketListener,
  ) {
    addEventListener('online', this.retryNow);
    this.open();
  }

  /** Whether the message went out; decisions are never kept for later, for what they rest on may have changed. */
  send(message: ClientMessage): boolean {
    if (this.socket?.readyState !== WebSocket.OPEN) return false;
    this.socket.send(JSON.stringify(message));
    return true;
  }

  close(): void {
    this.closed = true;
    removeEventListener('online', this.retryNow);
    clearTimeout(this.timer);
    this.socket?.close(1000);
  }

  private readonly retryNow = (): void => {
    if (this.closed || this.socket !== null) return;
    clearTimeout(this.timer);
    this.open();
  };

  private open(): void {
    const socket = new WebSocket(`${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/reviewer/ws`);
    this.socket = socket;
    this.timer = setTimeout(() => socket.close(), openPatienceMs);
    socket.onopen = () => void this.prove(socket);
    socket.onmessage = (event: MessageEvent<unknown>) => {
      if (socket === this.socket && typeof event.data === 'string') this.receive(event.data);
    };
    socket.onclose = (event) => {
      if (socket === this.socket) this.lost(event.code);
    };
  }

  private async prove(socket: WebSocket): Promise<void> {
    const token = await this.token();
    if (token !== null && socket.readyState === WebSocket.OPEN) {
      socket.send(JSON.stringify({ type: 'auth', token } satisfies ClientMessage));
    }
  }

  private receive(frame: string): void {
    const message = readServerMessage(frame);
    if (message === null) return;
    this.listener.message(message);
    if (message.type === 'snapshot') {
      clearTimeout(this.timer);
      this.attempt = 0;
      this.listener.state('live');
    }
  }

  private lost(code: number): void {
    clearTimeout(this.timer);
    this.socket = null;
    if (this.closed) return;
    this.listener.state('lost');
    if (code === unauthorized) {
      this.closed = true;
      this.listener.refused();
      return;
    }
    this.timer = setTimeout(() => this.open(), backoff(this.attempt, Math.random()));
    this.attempt += 1;
  }
}
