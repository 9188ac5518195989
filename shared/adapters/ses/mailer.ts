import { GetSendQuotaCommand, type SESClient, SendRawEmailCommand } from '@aws-sdk/client-ses';
import * as z from 'zod';
import type { Mailer, OutgoingMail } from '../../ports.ts';
import { outcomeOf } from './outcome.ts';

const accepted = z.looseObject({ MessageId: z.string().min(1) });
const sendQuota = z.looseObject({ Max24HourSend: z.number(), SentLast24Hours: z.number(), MaxSendRate: z.number() });

/** Configuration sets by the kind of mail: that of the digests tells what became of each mail. */
export type ConfigurationSets = { readonly digest: string; readonly code: string };

function request({ from, to, raw, tags }: OutgoingMail, sets: ConfigurationSets): SendRawEmailCommand {
  return new SendRawEmailCommand({
    Source: from,
    Destinations: [to],
    RawMessage: { Data: Buffer.from(raw, 'utf8') },
    ConfigurationSetName: tags['kind'] === 'code' ? sets.code : sets.digest,
    Tags: Object.entries(tags).map(([Name, Value]) => ({ Name, Value })),
  });
}

/** Sends through SES: one call per mail, one recipient, through the configuration set of its kind. */
export function sesMailer(client: SESClient, sets: ConfigurationSets): Mailer {
  return {
    send: async (mail) => {
      try {
        const answer = accepted.safeParse(await client.send(request(mail, sets)));
        return answer.success
          ? { kind: 'accepted', messageId: answer.data.MessageId }
          : { kind: 'ambiguous', reason: 'unreadable answer' };
      } catch (error) {
        return outcomeOf(error);
      }
    },
    ...sesQuota(client),
  };
}

/** What the account may still send; all that the tick may ask of SES. */
export function sesQuota(client: SESClient): Pick<Mailer, 'quota'> {
  return {
    quota: async () => {
      const answer = sendQuota.parse(await client.send(new GetSendQuotaCommand({})));
      return { max24Hours: answer.Max24HourSend, sentLast24Hours: answer.SentLast24Hours, perSecond: answer.MaxSendRate };
    },
  };
}
