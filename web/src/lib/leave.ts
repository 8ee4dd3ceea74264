import { isSignIn, signOut } from './access';
import { rest } from './rest';

/** Ends the sign-in on the server too, where it was one; a token by itself is only forgotten. */
export async function leave(): Promise<void> {
  if (isSignIn()) await rest.POST('/auth/logout').catch(() => undefined);
  signOut(null);
}
