import type { InterfaceLanguage } from '../../domain/identifiers.ts';
import type { PlanSettings } from '../../domain/plan.ts';
import { codeLife } from '../../domain/sign-in.ts';
import { mailMessages } from '../messages/mail.ts';
import { plainLine } from '../plain-text.ts';
import { htmlDocument, MailFrame } from './mail-frame.tsx';
import { type Sender, senderOf } from './mail-sender.ts';
import { passage, sentenceText } from './shown-line.ts';
import { subjectTitle } from './subject-title.ts';
import { Words } from './words.tsx';

/** A mail in words: subject, text part, HTML part. */
export type MailParts = { readonly subject: string; readonly text: string; readonly html: string };

/** Whom a mail that was asked for comes from, and of which plan its reader is: theirs, or none. */
export type CodeSender = Sender & { readonly plan: Pick<PlanSettings, 'titles' | 'languages'> | null };

/**
 * The mail that carries a sign-in code: in its body alone, with no link that signs in. A subject is read on locked screens, and repeated
 * in what the mail service tells of a mail.
 */
export function codeMail(code: string, language: InterfaceLanguage, from: CodeSender): MailParts {
  const { code: say } = mailMessages[language];
  const sender = senderOf(from.plan, from, language);
  const { plan } = from;
  const title = plan === null ? null : passage(plan.titles, language, plan.languages[0] ?? language).text;
  const subject = plainLine(say.subject(from.service, title === null ? null : subjectTitle(title, language)));
  const minutes = say.minutes(codeLife.minutes);
  return {
    subject,
    text: `${say.heading}\n\n    ${code}\n\n${minutes}\n\n${say.ignore}\n\n--\n\n${sentenceText(sender)}\n`,
    html: htmlDocument(
      <MailFrame
        language={language}
        title={subject}
        foot={
          <>
            <p>{say.ignore}</p>
            <p>
              <Words of={sender} />
            </p>
          </>
        }
      >
        <h1>{say.heading}</h1>
        <p class="code">{code}</p>
        <p>{minutes}</p>
      </MailFrame>,
    ),
  };
}
