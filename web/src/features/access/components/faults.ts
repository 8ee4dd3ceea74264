import { RequestFailure } from '../../../lib/rest';

/** What the gate found wrong at one field of a form. */
export function faultAt(error: Error | null, field: string): string | null {
  return error instanceof RequestFailure && error.field === field ? error.message : null;
}

/** What it found wrong apart from the fields that are shown. */
export function strayFault(error: Error | null, shown: readonly string[]): Error | null {
  return error instanceof RequestFailure && error.field !== null && shown.includes(error.field) ? null : error;
}
