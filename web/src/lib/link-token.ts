let taken = '';

/** The one-time token in the fragment, which browsers do not send to servers; it is taken out of the address. */
export function takeLinkToken(): string {
  const token = new URLSearchParams(location.hash.slice(1)).get('token') ?? '';
  if (token !== '') {
    history.replaceState(history.state, '', location.pathname);
    taken = token;
  }
  return taken;
}
