import type { InterfaceLanguage } from '../../domain/identifiers.ts';
import type { PlanSettings } from '../../domain/plan.ts';
import { mailMessages } from '../messages/mail.ts';
import { around, passage, type Sentence } from './shown-line.ts';

/** A service as its mails present it. */
export type Sender = {
  readonly service: string;
  /** `https://…` without a slash at the end. */
  readonly publicUrl: string;
};

/**
 * Which service writes, of which plan it keeps the record, and the bare name of its site: what a reader who was taught to
 * distrust mails can check without following a link. Where a mail is about several plans the first, whose coordination reads the
 * answers; none where a person has no plan.
 */
export function senderOf(
  plan: Pick<PlanSettings, 'titles' | 'languages'> | null,
  { service, publicUrl }: Sender,
  language: InterfaceLanguage,
): Sentence {
  const say = mailMessages[language].sender;
  const { host } = new URL(publicUrl);
  if (plan === null) return say.alone(service, host);
  const title = passage(plan.titles, language, plan.languages[0] ?? language);
  return around((text) => say.ofPlan(service, text, host), title);
}
