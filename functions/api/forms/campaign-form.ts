import * as z from 'zod';
import type { Problem } from '../../../shared/domain/errors.ts';
import type { Form } from '../middleware/read-form.ts';

const text = z.string().max(100);

const fields = z.discriminatedUnion('step', [
  z.strictObject({ token: text, step: z.literal('add'), id: text, opens: text, closes: text }),
  /** With the days that were read. */
  z.strictObject({ token: text, step: z.literal('confirm'), id: text, opens: text, closes: text }),
  z.strictObject({ token: text, step: z.literal('close'), id: text }),
]);

/** What a person typed for a new campaign. */
export type TypedCampaign = { readonly id: string; readonly opens: string; readonly closes: string };

export type CampaignStep =
  | ({ readonly step: 'add' } & TypedCampaign)
  | ({ readonly step: 'confirm' } & TypedCampaign)
  | { readonly step: 'close'; readonly id: string };

/** What the body of a form about campaigns says, or null when it is not one of ours. */
export function readCampaignForm(form: Form): CampaignStep | null {
  const read = fields.safeParse(Object.fromEntries(form));
  if (!read.success) return null;
  const { token: _, ...said } = read.data;
  return said.step === 'close'
    ? { ...said, id: said.id.trim() }
    : { ...said, id: said.id.trim(), opens: said.opens.trim(), closes: said.closes.trim() };
}

/** What is offered for a campaign that opens today: the year, and the first number no other campaign of it has. */
export function newCampaign(today: string, known: readonly { readonly id: string }[]): TypedCampaign {
  const year = today.slice(0, 4);
  const ids = new Set(known.map(({ id }) => id));
  const place = Array.from({ length: ids.size + 1 }, (_, index) => index + 1).find((one) => !ids.has(`${year}-${one}`)) ?? 1;
  return { id: `${year}-${place}`, opens: today, closes: '' };
}

/** What is missing before a verb is asked at all. */
export function campaignProblems({ id, opens }: TypedCampaign): readonly Problem[] {
  return [
    ...(id === '' ? [{ field: 'id', code: 'required' } as const] : []),
    ...(opens === '' ? [{ field: 'opens', code: 'required' } as const] : []),
  ];
}
