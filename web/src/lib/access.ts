import { Store } from './store';

const storageKey = 'expacti.entry';

/** What this tab enters with: a token by itself, or the newest pair of a sign-in by password. */
interface Entry {
  readonly token: string;
  readonly refresh: string | null;
  /** Milliseconds since the epoch from which on the token is to be traded; null for one that is not. */
  readonly until: number | null;
}

export interface Pair {
  readonly access_token: string;
  readonly refresh_token: string;
  readonly expires_in: number;
}

function read(): Entry | null {
  try {
    return JSON.parse(sessionStorage.getItem(storageKey) ?? 'null') as Entry | null;
  } catch {
    return null;
  }
}

let entry = read();

/** Changes when somebody else enters or nobody is left, and not when tokens are traded. Never a secret's name in an address. */
export const entered = new Store<number | null>(entry === null ? null : 1);

function keep(next: Entry | null): void {
  entry = next;
  try {
    if (next === null) sessionStorage.removeItem(storageKey);
    else sessionStorage.setItem(storageKey, JSON.stringify(next));
  } catch {
    // Without storage it lasts as long as the page.
  }
}

/** Enters with a token that is kept in this tab, sent in a header or first frame, and never in an address. */
export function enterWith(token: string): void {
  keep({ token, refresh: null, until: null });
  entered.set((entered.get() ?? 0) + 1);
}

export function enterSignedIn(pair: Pair): void {
  keepPair(pair);
  entered.set((entered.get() ?? 0) + 1);
}

const marginMs = 60_000;

function keepPair(pair: Pair): void {
  keep({ token: pair.access_token, refresh: pair.refresh_token, until: Date.now() + pair.expires_in * 1000 - marginMs });
}

/** Whether somebody signed in by password here, rather than with a token by itself. */
export function isSignIn(): boolean {
  return entry?.refresh != null;
}

/** The token as it is, perhaps no longer good; null outside. */
export function heldToken(): string | null {
  return entry?.token ?? null;
}

let trading: Promise<void> | null = null;

/** A token that is good for another minute, traded for first where the old one is not; null outside. */
export async function currentToken(): Promise<string | null> {
  if (entry?.until != null && Date.now() >= entry.until && entry.refresh !== null) {
    trading ??= trade(entry.refresh).finally(() => (trading = null));
    await trading;
  }
  return heldToken();
}

async function trade(refresh: string): Promise<void> {
  const response = await fetch('/api/v1/auth/refresh', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ refresh_token: refresh }),
  }).catch(() => null);
  if (response?.ok) keepPair((await response.json()) as Pair);
  else if (response?.status === 401) signOut('Your sign-in is over. Sign in again.');
}

/**
 * A browser copies a tab together with what it keeps. Two tabs that trade one refresh token look like a thief and its victim, so
 * the copy, which can't get the lock of the first, stays outside.
 */
export async function leaveIfCopied(): Promise<void> {
  const refresh = entry?.refresh;
  if (refresh == null || typeof navigator.locks === 'undefined') return;
  const patienceMs = 1_500;
  await new Promise<void>((resolve) => {
    navigator.locks
      .request(`expacti.tab.${tabName()}`, { signal: AbortSignal.timeout(patienceMs) }, () => {
        resolve();
        return new Promise(() => undefined);
      })
      .catch(() => {
        signOut('This tab is a copy of another. Sign in here too, or go on there.');
        resolve();
      });
  });
}

function tabName(): string {
  const key = 'expacti.tab';
  const known = sessionStorage.getItem(key);
  if (known !== null) return known;
  const name = crypto.randomUUID();
  sessionStorage.setItem(key, name);
  return name;
}

/** Why the last session ended, for the sign-in page. */
export const farewell = new Store<string | null>(null);

export function signOut(why: string | null): void {
  farewell.set(why);
  keep(null);
  entered.set(null);
}
