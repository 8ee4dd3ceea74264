import { answered, rest } from '../../../lib/rest';
import type { Me } from '../../../wire/rest';

/** Whom a token stands for; an agent's own token is refused by the gate. */
export function identify(token: string): Promise<Me> {
  return answered(rest.GET('/me', { headers: { Authorization: `Bearer ${token}` } }));
}
