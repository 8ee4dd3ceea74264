import { signWithPasskey } from '../../../lib/passkeys';
import { answered, rest } from '../../../lib/rest';
import { secondCode } from '../../../lib/second-code';
import type { Me } from '../../../wire/rest';

/** What somebody says to prove themselves again. An empty code means a passkey, where there is one. */
export interface Proof {
  readonly me: Me;
  readonly password: string;
  readonly code: string;
}

/** The password and, where signing in takes one, a second factor, good for one request. */
export async function proven({ me, password, code }: Proof) {
  const typed = secondCode(code);
  if (Object.keys(typed).length > 0 || me.second_factors?.includes('passkey') !== true) return { password, ...typed };
  const options = await answered(rest.POST('/auth/passkeys/challenge'));
  return { password, passkey: await signWithPasskey(options) };
}
