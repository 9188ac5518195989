import { UnreadableError } from '../domain/unreadable.ts';

/** What is read; `unreadable` where this program cannot. Whatever else goes wrong is thrown: it may pass by itself. */
export async function unlessUnreadable<Value>(read: () => Promise<Value>): Promise<Value | 'unreadable'> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof UnreadableError) return 'unreadable';
    throw error;
  }
}

/** Why something failed, for the account of a job. */
export function failureOf(error: unknown): 'unreadable' | 'error' {
  return error instanceof UnreadableError ? 'unreadable' : 'error';
}
