const width = 40;

/** Says on a terminal how far something is; nothing where the output goes to a file. */
export function progress(what: string, of: number): (done: number) => void {
  if (!process.stderr.isTTY) return () => {};
  let last = -1;
  return (done) => {
    const share = Math.floor((1_000 * done) / of);
    if (share === last) return;
    last = share;
    const bar = '█'.repeat(Math.floor((width * done) / of)).padEnd(width, '░');
    process.stderr.write(`\r\u001B[K${bar} ${what}: ${done} of ${of}${done >= of ? '\n' : ''}`);
  };
}
