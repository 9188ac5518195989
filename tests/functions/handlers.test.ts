import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { environments } from '../../functions/environment.ts';

const folder = new URL('../../functions/', import.meta.url);
const folders = readdirSync(folder, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);

/** The lines of a handler that are neither empty nor a comment. */
const codeOf = (name: string): string[] =>
  readFileSync(new URL(`${name}/handler.ts`, folder), 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '' && !line.trim().startsWith('//'));

/** First lines of statements: formatted code begins one at the margin, and closes there what it opened. */
const statementsIn = (code: readonly string[]): string[] => code.filter((line) => /^[^\s)}\]]/.test(line));

describe('handlers', () => {
  it('exist for every function that is told an environment, and for no other', () => {
    expect(folders.sort()).toEqual(Object.keys(environments).sort());
  });

  it.each(folders)('of %s only wires: fifteen statements at most and no branch', (name) => {
    const code = codeOf(name).filter((line) => !/^import /.test(line));
    const statements = statementsIn(code);
    expect(statements.length).toBeLessThanOrEqual(15);
    expect(statements.filter((line) => !/^(?:export )?const /.test(line))).toEqual([]);
    expect(code.join('\n')).not.toMatch(/\b(?:if|switch|for|while|catch|function)\b|&&|\|\||\?\?|\s\?\s/);
    expect(statements.filter((line) => line.startsWith('export const handler = '))).toHaveLength(1);
  });

  it.each(folders)('of %s reads its own environment, once', (name) => {
    const read = codeOf(name).filter((line) => line.includes('process.env'));
    expect(read).toHaveLength(1);
    expect(read[0]).toMatch(new RegExp(`readEnvironment\\(environments(?:\\.${name}|\\['${name}'\\]), process\\.env\\)`));
  });
});
