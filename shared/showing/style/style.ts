import { base } from './base.ts';
import { embed } from './embed.ts';
import { kit } from './kit.ts';
import { layout } from './layout.ts';
import { media } from './media.ts';
import { parts } from './parts.ts';
import { timeStrip } from './time-strip.ts';
import { tokens } from './tokens.ts';

/** The one stylesheet, public and private pages alike. It is code, so that every bundle carries it. */
export const style = `${tokens}${base}${layout}${kit}${parts}${timeStrip}${embed}${media}`;
