import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { useEffect, useMemo } from 'react';
import { BrowserRouter, Navigate, Route, Routes } from 'react-router';
import { InvitePage } from '../features/access/components/invite-page';
import { OidcPage } from '../features/access/components/oidc-page';
import { RecoverPage } from '../features/access/components/recover-page';
import { RecoveryCancelPage } from '../features/access/components/recovery-cancel-page';
import { ResetPage } from '../features/access/components/reset-page';
import { SignIn } from '../features/access/components/sign-in';
import { SignUpPage } from '../features/access/components/sign-up-page';
import { VerifyPage } from '../features/access/components/verify-page';
import { SetupPage } from '../features/setup/components/setup-page';
import { entered } from '../lib/access';
import { RequestFailure } from '../lib/rest';
import { useStore } from '../lib/store';
import { SignedIn } from './signed-in';

const retriesMax = 2;

export function App() {
  return (
    <BrowserRouter basename="/app">
      <Routes>
        <Route path="/setup" element={<Fresh who="setup"><SetupPage /></Fresh>} />
        <Route path="/signup" element={<Fresh who="signup"><SignUpPage /></Fresh>} />
        <Route path="/verify" element={<Fresh who="verify"><VerifyPage /></Fresh>} />
        <Route path="/reset" element={<Fresh who="reset"><ResetPage /></Fresh>} />
        <Route path="/recover" element={<Fresh who="recover"><RecoverPage /></Fresh>} />
        <Route path="/recovery-cancel" element={<Fresh who="recovery-cancel"><RecoveryCancelPage /></Fresh>} />
        <Route path="/invite" element={<Fresh who="invite"><InvitePage /></Fresh>} />
        <Route path="/oidc" element={<Fresh who="oidc"><OidcPage /></Fresh>} />
        <Route path="/login" element={<Navigate to="/" replace />} />
        <Route path="*" element={<Entered />} />
      </Routes>
    </BrowserRouter>
  );
}

function Entered() {
  const who = useStore(entered);
  if (who === null) return <SignedOut />;
  return (
    <Fresh who={String(who)}>
      <SignedIn key={who} />
    </Fresh>
  );
}

function SignedOut() {
  useEffect(() => {
    document.title = 'expacti';
  }, []);
  return (
    <Fresh who="nobody">
      <SignIn />
    </Fresh>
  );
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
