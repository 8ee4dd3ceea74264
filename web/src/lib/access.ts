import { Store } from './store';

const storageKey = 'expacti.token';

function read(): string | null {
  try {
    return sessionStorage.getItem(storageKey);
  } catch {
    return null;
  }
}

/** The token of this tab. It is kept in session storage, sent in a header or first frame, and never in an address. */
export const accessToken = new Store<string | null>(read());

export function keepToken(token: string | null): void {
  try {
    if (token === null) sessionStorage.removeItem(storageKey);
    else sessionStorage.setItem(storageKey, token);
  } catch {
    // Without storage the token lasts as long as the page.
  }
  accessToken.set(token);
}

/** Why the last session ended, for the sign-in page. */
export const farewell = new Store<string | null>(null);

export function signOut(why: string | null): void {
  farewell.set(why);
  keepToken(null);
}
