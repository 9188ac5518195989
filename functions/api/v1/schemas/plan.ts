import * as z from 'zod';
import { planId } from '../../../../shared/domain/identifiers.ts';
import { approvalPolicy, defaultReminderPolicy, planSettings, reminderPolicy } from '../../../../shared/domain/plan.ts';
import { day, sentTitles, typedDate } from './common.ts';

const { country, region, languages, zone, announcedCommitments, ogpLabel, fiscalYearStartsInMonth } = planSettings.shape;

const settable = {
  titles: sentTitles,
  country,
  region,
  languages,
  zone,
  period: typedDate,
  closesOn: day.nullable(),
  announcedCommitments,
  ogpLabel,
  fiscalYearStartsInMonth,
  reminderPolicy,
  publishAsks: z.boolean(),
  approval: approvalPolicy,
  signIn: planSettings.shape.signIn,
};

/** A plan to be created: what is left out gets the default. */
export const newPlan = z
  .strictObject({
    id: planId,
    ...settable,
    region: region.default(null),
    closesOn: settable.closesOn.default(null),
    announcedCommitments: announcedCommitments.default(null),
    ogpLabel: ogpLabel.default(null),
    fiscalYearStartsInMonth: fiscalYearStartsInMonth.default(1),
    reminderPolicy: reminderPolicy.default(defaultReminderPolicy),
    publishAsks: z.boolean().default(true),
    approval: approvalPolicy.default('none'),
    signIn: planSettings.shape.signIn.default('code'),
    mailbox: z.string().min(1).max(254),
  })
  .meta({ id: 'NewPlan', description: '`id` is part of every address and never changes; answers to mails go to `mailbox`.' });

/** Settings to change; what is absent stays as it is. */
export const settingsChanges = z
  .strictObject(settable)
  .partial()
  .meta({ id: 'SettingsChanges', description: 'What is absent stays as it is.' });

/** A plan's settings as they stand. */
export const settings = z
  .strictObject(planSettings.shape)
  .meta({ id: 'Settings', description: 'What a point of contact sets about a plan. All of it is public.' });
