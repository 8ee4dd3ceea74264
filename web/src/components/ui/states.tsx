import type { ReactNode } from 'react';
import { RequestFailure } from '../../lib/rest';
import { visibleText } from '../../lib/visible-characters';
import { Button } from './button';
import { Icon } from './marks';

/** One sentence: what happened and what to do, with a code to quote. */
export function Failure({ error, retry }: { readonly error: Error; readonly retry?: () => void }) {
  const known = error instanceof RequestFailure ? error : null;
  const quote = known === null ? 'unexpected' : [known.code, known.requestId].filter(Boolean).join(' · ');
  return (
    <div className="banner critical" role="alert">
      <Icon name="warning" />
      <div>
        <p>{visibleText(error.message)}</p>
        <p className="muted">
          Code: <code>{quote}</code>
        </p>
        {retry !== undefined && (
          <Button small onClick={retry}>
            Try again
          </Button>
        )}
      </div>
    </div>
  );
}

export function Loading() {
  return (
    <p className="empty" role="status">
      Loading…
    </p>
  );
}

interface PagesProps {
  readonly isPending: boolean;
  readonly error: Error | null;
  readonly empty: boolean;
  readonly nothing: ReactNode;
  readonly hasNextPage: boolean;
  readonly isFetchingNextPage: boolean;
  readonly fetchNextPage: () => unknown;
  readonly refetch: () => unknown;
  readonly children: ReactNode;
}

/** A list that comes in pages: loading, failed, empty, or there, with the way to the next page. */
export function Pages(props: PagesProps) {
  if (props.isPending) return <Loading />;
  if (props.error !== null && props.empty) return <Failure error={props.error} retry={() => void props.refetch()} />;
  if (props.empty) return <p className="empty">{props.nothing}</p>;
  return (
    <>
      {props.children}
      {props.error !== null && <Failure error={props.error} retry={() => void props.refetch()} />}
      {props.hasNextPage && (
        <div className="more">
          <Button onClick={() => void props.fetchNextPage()} disabled={props.isFetchingNextPage}>
            {props.isFetchingNextPage ? 'Loading…' : 'Show more'}
          </Button>
        </div>
      )}
    </>
  );
}
