import { Store } from './store';

export type Theme = 'system' | 'dark' | 'light';

export interface Preferences {
  readonly theme: Theme;
  readonly sound: boolean;
  /** Single-letter keys can be switched off (WCAG 2.2, 2.1.4). */
  readonly keys: boolean;
}

const storageKey = 'expacti.preferences';
const defaults: Preferences = { theme: 'system', sound: false, keys: true };

function read(): Preferences {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(storageKey) ?? '{}');
    return { ...defaults, ...(stored as Partial<Preferences>) };
  } catch {
    return defaults;
  }
}

export const preferences = new Store<Preferences>(read());

export function prefer(change: Partial<Preferences>): void {
  const next = { ...preferences.get(), ...change };
  preferences.set(next);
  applyTheme(next.theme);
  try {
    localStorage.setItem(storageKey, JSON.stringify(next));
  } catch {
    // Storage may be closed; the choice then lasts as long as the page.
  }
}

export function applyTheme(theme: Theme): void {
  if (theme === 'system') delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
}
