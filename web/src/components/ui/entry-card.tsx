import { type ReactNode, useEffect } from 'react';

/** The one card that stands in front of the dashboard. */
export function EntryCard({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  useEffect(() => {
    document.title = `${title} · expacti`;
  }, [title]);
  return (
    <main className="entry">
      <div className="entry-card">
        <div className="brand">
          <img src="/app/icon.svg" alt="" />
          expacti
        </div>
        <h1>{title}</h1>
        {children}
      </div>
    </main>
  );
}
