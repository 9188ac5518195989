import { Temporal } from 'temporal-polyfill';
import type { ContactRole } from '../../domain/contact.ts';
import { localDay } from '../../domain/fuzzy-date.ts';
import type { InterfaceLanguage } from '../../domain/identifiers.ts';
import type { PlanSettings } from '../../domain/plan.ts';
import { dayText } from '../dates.ts';
import { mailMessages } from '../messages/mail.ts';
import { noticeMessages } from '../messages/mail-notices.ts';
import { messages } from '../messages/messages.ts';
import type { MailParts } from './code-mail.tsx';
import { htmlDocument, MailFrame } from './mail-frame.tsx';
import { type Sender, senderOf } from './mail-sender.ts';
import { around, passage, sentenceText } from './shown-line.ts';
import { Words } from './words.tsx';

/** That an address was changed, as its former reader is told. */
export type Farewell = Sender & {
  readonly plan: Pick<PlanSettings, 'titles' | 'languages' | 'zone'>;
  readonly role: ContactRole;
  /** In which role somebody changed it, and when. */
  readonly by: ContactRole;
  readonly at: string;
  /** Of the plan: whom to ask. */
  readonly mailbox: string;
};

/** The last mail to an address: which role it was for, who changed it and when, and whom to ask. Neither address stands in it. */
export function farewellMail(farewell: Farewell, language: InterfaceLanguage): MailParts {
  const { plan, role, by, at, mailbox, service } = farewell;
  const { farewell: say, hello } = mailMessages[language];
  const notice = noticeMessages[language];
  const title = passage(plan.titles, language, plan.languages[0] ?? language);
  const day = dayText(localDay(Temporal.Instant.from(at), plan.zone), messages[language]);
  const told = around((text) => say.role(notice.role[role], text), title);
  const done = `${notice.done(day, by, null)}.`;
  const sender = senderOf(plan, farewell, language);
  const subject = say.subject(service);
  return {
    subject,
    text: `${hello}\n\n${say.heading}.\n\n${sentenceText(told)}\n\n${done}\n\n${say.ask(mailbox)}\n\n--\n\n${sentenceText(sender)}\n`,
    html: htmlDocument(
      <MailFrame
        language={language}
        title={subject}
        foot={
          <p>
            <Words of={sender} />
          </p>
        }
      >
        <h1>{say.heading}</h1>
        <p>{hello}</p>
        <p>
          <Words of={told} />
        </p>
        <p>{done}</p>
        <p>{say.ask(mailbox)}</p>
      </MailFrame>,
    ),
  };
}
