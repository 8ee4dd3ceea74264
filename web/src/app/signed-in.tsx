import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { Navigate, Route, Routes } from 'react-router';
import { Failure, Loading } from '../components/ui/states';
import { EnrolFirst } from '../features/settings/components/enrol-first';
import { BillingPage } from '../features/billing/components/billing-page';
import { AuditPage } from '../features/audit/components/audit-page';
import { HistoryPage } from '../features/history/components/history-page';
import { Desk } from '../features/queue/api/desk';
import { QueuePage } from '../features/queue/components/queue-page';
import { RulesPage } from '../features/rules/components/rules-page';
import { SessionPage } from '../features/sessions/components/session-page';
import { SessionsPage } from '../features/sessions/components/sessions-page';
import { OwnSettingsPage, SettingsPage } from '../features/settings/components/settings-page';
import { currentToken, isSignIn, signOut } from '../lib/access';
import { preferences } from '../lib/preferences';
import { answered, rest } from '../lib/rest';
import { tick } from '../lib/tick-sound';
import type { Me } from '../wire/rest';
import { Frame, OfficeFrame } from './frame';

export function SignedIn() {
  const me = useQuery({ queryKey: ['me'], queryFn: () => answered(rest.GET('/me')), staleTime: Infinity });
  if (me.isPending) return <Loading />;
  if (me.error !== null) {
    return (
      <main className="page narrow">
        <Failure error={me.error} retry={() => void me.refetch()} />
      </main>
    );
  }
  // Such a sign-in may enrol a second factor, and nothing else.
  if (me.data.permissions.length === 0 && isSignIn()) return <EnrolFirst me={me.data} />;
  return me.data.permissions.includes('commands:read') ? <AtTheDesk me={me.data} /> : <AtTheOffice me={me.data} />;
}

function AtTheOffice({ me }: { readonly me: Me }) {
  return (
    <Routes>
      <Route element={<OfficeFrame me={me} />}>
        <Route path="billing" element={<BillingPage />} />
        <Route path="settings" element={<OwnSettingsPage me={me} />} />
        <Route path="*" element={<Navigate to="/billing" replace />} />
      </Route>
    </Routes>
  );
}

function AtTheDesk({ me }: { readonly me: Me }) {
  const desk = useDesk();
  if (desk === null) return <Loading />;
  return (
    <Routes>
      <Route element={<Frame desk={desk} me={me} />}>
        <Route index element={<QueuePage desk={desk} me={me} />} />
        <Route path="history" element={<HistoryPage />} />
        <Route path="rules" element={<RulesPage me={me} />} />
        <Route path="sessions" element={<SessionsPage />} />
        <Route path="sessions/:id" element={<SessionPage />} />
        <Route path="audit" element={<AuditPage />} />
        <Route path="settings" element={<SettingsPage me={me} />} />
        {me.permissions.includes('billing:manage') && <Route path="billing" element={<BillingPage />} />}
        <Route path="*" element={<Navigate to="/" replace />} />
      </Route>
    </Routes>
  );
}

/** One desk for each sign-in, over all pages: the count in the title is true wherever the reviewer reads. */
function useDesk(): Desk | null {
  const client = useQueryClient();
  const [desk, setDesk] = useState<Desk | null>(null);
  const cache = useRef(client);
  useEffect(() => {
    const opened = new Desk(currentToken, {
      arrived: () => {
        if (preferences.get().sound) tick();
      },
      refused: () => {
        cache.current.clear();
        signOut('You are signed out here. Sign in again.');
      },
    });
    setDesk(opened);
    return () => opened.close();
  }, []);
  return desk;
}
