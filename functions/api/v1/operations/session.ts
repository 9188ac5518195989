import * as z from 'zod';
import { askedGroups } from '../../../../shared/domain/asked-of-me.ts';
import { deadlineOf, declaredStatusOf, lastSpoken } from '../../../../shared/domain/commitment.ts';
import { contactRole, wayIn } from '../../../../shared/domain/contact.ts';
import { formToken } from '../../../../shared/domain/form-token.ts';
import { fuzzyDate } from '../../../../shared/domain/fuzzy-date.ts';
import { contactId, interfaceLanguage, isoInstant, milestoneId, planId } from '../../../../shared/domain/identifiers.ts';
import { declaredStatus } from '../../../../shared/domain/plan.ts';
import { myMilestones } from '../../../../shared/usecases/my-milestones.ts';
import { apiPath, json, type Operation, reading } from '../operation.ts';
import { day, titles } from '../schemas/common.ts';

const role = z.strictObject({
  role: contactRole,
  plan: planId,
  /** Null: the whole plan. */
  commitments: z.array(z.string()).nullable(),
  milestone: milestoneId.nullable(),
  until: isoInstant.nullable(),
  mayPublish: z.boolean(),
});

const session = z
  .strictObject({ person: contactId, language: interfaceLanguage, way: wayIn, roles: z.array(role), token: z.string() })
  .meta({
    id: 'Session',
    description: 'Who is signed in, with which roles, and the token that every request that writes carries in `Jalon-Token`.',
  });

const mine = z
  .strictObject({
    milestones: z.array(
      z.strictObject({
        id: milestoneId,
        version: z.int().min(1),
        titles,
        due: fuzzyDate.nullable(),
        declared: declaredStatus.nullable(),
        lastHeardAt: isoInstant.nullable(),
        asked: z.enum(askedGroups),
        askedOn: z.array(day),
      }),
    ),
  })
  .meta({ id: 'MyMilestones', description: 'Milestones the person answers for, those that ask for an answer first.' });

/** Who is signed in, and what is asked of them. */
export const sessionOperations: readonly Operation[] = [
  reading({
    id: 'readSession',
    section: 'session',
    path: '/session',
    who: 'signed-in',
    summary: {
      fr: 'Qui est connecté, dans quels rôles, et le jeton qu’attend chaque écriture.',
      en: 'Who is signed in, in which roles, and the token that every write asks for.',
    },
    answers: { 200: json(session) },
    run: async ({ deps, signedIn, holder }) => ({
      ok: true,
      status: 200,
      body: {
        person: signedIn.contact.id,
        language: signedIn.contact.language,
        way: signedIn.way,
        roles: signedIn.roles.map((one) => ({
          role: one.role,
          plan: one.planId,
          commitments: one.commitments,
          milestone: one.milestoneId,
          until: one.until,
          mayPublish: one.mayPublish,
        })),
        token: formToken(deps.config.secret, holder, apiPath),
      },
    }),
  }),
  reading({
    id: 'listMyMilestones',
    section: 'session',
    path: '/session/milestones',
    who: 'signed-in',
    summary: { fr: 'Les jalons dont on répond.', en: 'The milestones one answers for.' },
    answers: { 200: json(mine) },
    run: async ({ deps, now, signedIn: { contact, roles, way } }) => ({
      ok: true,
      status: 200,
      body: {
        milestones: (await myMilestones(deps, { contactId: contact.id, roles, way, now })).map(({ milestone, group, why }) => ({
          id: milestone.id,
          version: milestone.version,
          titles: milestone.titles,
          due: deadlineOf(milestone).due,
          declared: declaredStatusOf(milestone),
          lastHeardAt: lastSpoken(milestone)?.at ?? null,
          asked: group,
          askedOn: why.flatMap((one) => (one.is === 'asked' ? one.days : [])),
        })),
      },
    }),
  }),
];
