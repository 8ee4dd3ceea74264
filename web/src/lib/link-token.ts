import { useEffect, useState } from 'react';

let taken = { page: '', token: '' };

/** The one-time token in this page's fragment, which browsers do not send to servers; it is taken out of the address. */
function takeLinkToken(): string {
  const token = new URLSearchParams(location.hash.slice(1)).get('token') ?? '';
  if (token !== '') {
    history.replaceState(history.state, '', location.pathname);
    taken = { page: location.pathname, token };
  }
  return taken.page === location.pathname ? taken.token : '';
}

/** The token of the link that led here, also of one that is opened while the page is there. */
export function useLinkToken(): string {
  const [token, setToken] = useState(takeLinkToken);
  useEffect(() => {
    const again = () => setToken(takeLinkToken());
    addEventListener('hashchange', again);
    return () => removeEventListener('hashchange', again);
  }, []);
  return token;
}
