import { base } from './base.ts';
import { media } from './media.ts';
import { parts } from './parts.ts';
import { tokens } from './tokens.ts';

/** The one stylesheet, public and private pages alike. It is code, so that every bundle carries it. */
export const style = `${tokens}${base}${parts}${media}`;
