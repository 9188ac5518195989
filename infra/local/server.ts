import { checkIsLocal } from './address.ts';

process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] ??= 'true';
try {
  checkIsLocal(process.env);
  // Read only now: where this server must not run it does nothing else, and says so at once.
  const { start } = await import('./start.ts');
  const { address, notice, stop } = await start(process.env);
  process.stdout.write(`${notice}\n`);
  process.stdout.write(`Jalon is ready: ${address}/\n`);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      void stop().finally(() => process.exit(0));
    });
  }
} catch (error) {
  const isTaken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
  const hint = isTaken ? '; PORT=8022 names another port, PORT=0 lets the system choose one' : '';
  process.stderr.write(`jalon: ${error instanceof Error ? error.message : String(error)}${hint}\n`);
  process.exitCode = 1;
}
