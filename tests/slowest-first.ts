import { BaseSequencer, type TestSpecification } from 'vitest/node';

/**
 * What takes more than ten seconds though its file is short. Vitest begins with large files where it knows no durations, as on a
 * fresh clone; one of these left for the end would keep everybody waiting while the other cores idle.
 */
const slow: readonly RegExp[] = [
  /\/simulation\/worlds-/,
  /\/mutation\/mutation-gate/,
  /\/crash\//,
  /\/functions\/api\/v1\/fuzz/,
  /\/infra\/local\/(?:server-start|kill|start-matrix)/,
  /\/infra\/cli\/rehearsal-a/,
  /\/usecases\/(?:rehearse|publish)\.test/,
  /\/functions\/api\/(?:matrix|personal-data)/,
  /\/(?:ses\/mailer|ses-path|openid\/provider)\.test/,
  /\/simulation\/protocols\//,
  /\/rerun\//,
  /\/browser\/(?:coordinating|private-pages|answering|gateways)/,
];

/** The slow files first, in the order of this list, then the others as Vitest would have them. */
export class SlowestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rankOf = ({ moduleId }: TestSpecification): number => {
      const rank = slow.findIndex((one) => one.test(moduleId));
      return rank < 0 ? slow.length : rank;
    };
    const sorted = await super.sort(files);
    return sorted.sort((one, other) => rankOf(one) - rankOf(other));
  }
}
