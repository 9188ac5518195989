import { resolve } from 'node:path';
import type { ICommandHooks } from 'aws-cdk-lib/aws-lambda-nodejs';
import { themeIn } from '../../theme.ts';

/** Puts a theme beside a bundle, where the publisher reads it; one that is no theme stops the synthesis. */
export function themeBesideBundle(path: string): ICommandHooks {
  themeIn(path);
  return {
    beforeBundling: () => [],
    beforeInstall: () => [],
    afterBundling: (_from, to) => [`cp -- ${quoted(resolve(path))} ${quoted(`${to}/theme.css`)}`],
  };
}

const quoted = (word: string): string => `'${word.replaceAll("'", String.raw`'\''`)}'`;
