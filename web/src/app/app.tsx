import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { useEffect, useMemo } from 'react';
import { BrowserRouter, Route, Routes } from 'react-router';
import { SignIn } from '../features/access/components/sign-in';
import { SetupPage } from '../features/setup/components/setup-page';
import { accessToken } from '../lib/access';
import { RequestFailure } from '../lib/rest';
import { useStore } from '../lib/store';
import { SignedIn } from './signed-in';

const retriesMax = 2;

export function App() {
  return (
    <BrowserRouter basename="/app">
      <Routes>
        <Route path="/setup" element={<Fresh who="setup"><SetupPage /></Fresh>} />
        <Route path="*" element={<Entered />} />
      </Routes>
    </BrowserRouter>
  );
}

function Entered() {
  const token = useStore(accessToken);
  if (token === null) return <SignedOut />;
  return (
    <Fresh who={token}>
      <SignedIn key={token} token={token} />
    </Fresh>
  );
}

function SignedOut() {
  useEffect(() => {
    document.title = 'expacti';
  }, []);
  return <SignIn />;
}

/** What one person has read is never kept for the next: each sign-in has its own cache. */
function Fresh({ who, children }: { readonly who: string; readonly children: React.ReactNode }) {
  // eslint-disable-next-line react-hooks/exhaustive-deps -- the cache belongs to `who`
  const client = useMemo(() => newClient(), [who]);
  return <QueryClientProvider client={client}>{children}</QueryClientProvider>;
}

function newClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 5_000,
        retry: (failures, error) => failures < retriesMax && error instanceof RequestFailure && ['unreachable', 'unavailable', 'internal'].includes(error.code),
      },
    },
  });
}
