import type { Command } from './command.ts';
import { auditCommand } from './commands/audit.ts';
import { checkCommand } from './commands/check.ts';
import { contactCommands } from './commands/contact.ts';
import { dataCommands } from './commands/data.ts';
import { decidimCommand } from './commands/decidim.ts';
import { digestCommands } from './commands/digest.ts';
import { exportCommand } from './commands/export.ts';
import { gateCommand, restoreCommand } from './commands/gate.ts';
import { importCommand } from './commands/import.ts';
import { logCommands } from './commands/log.ts';
import { mailCommands } from './commands/mail.ts';
import { milestoneCommands } from './commands/milestone.ts';
import { planCommands } from './commands/plan.ts';
import { proposalCommands } from './commands/proposal.ts';
import { reminderCommands } from './commands/reminders.ts';

/** Every command, in the order of `--help`. */
export const commands: readonly Command[] = [
  checkCommand,
  ...planCommands,
  importCommand,
  ...proposalCommands,
  ...contactCommands,
  ...reminderCommands,
  ...mailCommands,
  gateCommand,
  restoreCommand,
  ...digestCommands,
  auditCommand,
  ...milestoneCommands,
  ...logCommands,
  ...dataCommands,
  exportCommand,
  decidimCommand,
];
