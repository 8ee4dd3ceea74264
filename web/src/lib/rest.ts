import createClient, { type Middleware } from 'openapi-fetch';
import type { paths } from '../wire/api-types';
import type { Problem } from '../wire/rest';
import { currentToken, heldToken, signOut } from './access';

/** A refusal of the gate, or of the way to it, as one sentence with a code to quote. */
export class RequestFailure extends Error {
  constructor(
    message: string,
    readonly code: string,
    readonly field: string | null,
    readonly requestId: string | null,
    /** What else the gate said of it. */
    readonly problem: Partial<Problem> = {},
  ) {
    super(message);
  }
}

const bearer: Middleware = {
  async onRequest({ request }) {
    const token = await currentToken();
    if (token !== null && !request.headers.has('Authorization')) request.headers.set('Authorization', `Bearer ${token}`);
    if (request.method !== 'GET' && request.method !== 'HEAD') request.headers.set('Idempotency-Key', crypto.randomUUID());
    return request;
  },
};

export const rest = createClient<paths>({ baseUrl: '/api/v1' });
rest.use(bearer);

interface Answer<T> {
  readonly data?: T;
  readonly error?: unknown;
  readonly response: Response;
}

/** The data of an answer, or a {@link RequestFailure}. */
export async function answered<T>(call: Promise<Answer<T>>): Promise<T> {
  const { data, response, error } = await reached(call);
  if (response.ok) return data as T;
  throw failureOf(response.status, error);
}

async function reached<T>(call: Promise<Answer<T>>): Promise<Answer<T>> {
  try {
    return await call;
  } catch {
    throw new RequestFailure('The gate could not be reached. Check the connection and try again.', 'unreachable', null, null);
  }
}

export function failureOf(status: number, body: unknown): RequestFailure {
  const problem: Partial<Problem> = typeof body === 'object' && body !== null ? body : {};
  const code = problem.code ?? `http_${status}`;
  if (status === 401 && code === 'unauthorized' && heldToken() !== null) signOut('You are signed out here. Sign in again.');
  const detail = problem.detail ?? problem.title ?? `The gate answered ${status}.`;
  return new RequestFailure(detail, code, problem.field ?? null, problem.request_id ?? null, problem);
}

/** Downloads with the token in a header, which a plain link could not send. */
export async function download(path: string, name: string): Promise<void> {
  const response = await fetch(`/api/v1${path}`, { headers: { Authorization: `Bearer ${(await currentToken()) ?? ''}` } });
  if (!response.ok) throw failureOf(response.status, await response.json().catch(() => null));
  const address = URL.createObjectURL(await response.blob());
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
