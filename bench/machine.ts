import { cpus, totalmem } from 'node:os';

/** What a figure was measured on: without it a figure says nothing. */
export type Machine = {
  readonly processor: string;
  readonly cores: number;
  readonly memoryGigabytes: number;
  readonly platform: string;
  readonly node: string;
};

/** The machine this runs on, by what it says of itself. */
export function thisMachine(): Machine {
  const all = cpus();
  return {
    processor: all[0]?.model.trim() ?? 'unknown',
    cores: all.length,
    memoryGigabytes: Math.round(totalmem() / 2 ** 30),
    platform: `${process.platform} ${process.arch}`,
    node: process.version,
  };
}

/** On one line. */
export function toldOf({ processor, cores, memoryGigabytes, platform, node }: Machine): string {
  return `${processor}, ${cores} cores, ${memoryGigabytes} GB, ${platform}, Node ${node}`;
}
