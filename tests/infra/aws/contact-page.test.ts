import { beforeAll, describe, expect, it } from 'vitest';
import { environments, readEnvironment } from '../../../functions/environment.ts';
import { propertiesOf, type Synthesized, synthesized } from './synthesize.ts';
import { contactUrl } from './variants.ts';

describe('a deployment with a contact page', () => {
  let made: Synthesized;
  let without: Synthesized;
  beforeAll(async () => {
    made = await synthesized('with a contact page');
    without = await synthesized();
  });

  const told = (from: Synthesized, name: string): unknown => propertiesOf(from.service, name)['Environment'];

  it('tells those who write public pages which it is, and none where there is none', () => {
    for (const name of ['Publish', 'Api']) {
      expect(told(made, name), name).toMatchObject({ Variables: { CONTACT_URL: JSON.stringify(contactUrl) } });
      expect(told(without, name), name).toMatchObject({ Variables: { CONTACT_URL: 'null' } });
    }
    for (const name of ['Send', 'Remind', 'Maintain'])
      expect(JSON.stringify(told(made, name)), name).not.toContain('CONTACT_URL');
    const read = readEnvironment(environments.publish.pick({ CONTACT_URL: true }), { CONTACT_URL: JSON.stringify(contactUrl) });
    expect(read).toEqual({ CONTACT_URL: contactUrl });
  });

  it('tells it to the command line, too', () => {
    expect([made, without].map(({ service }) => service.Outputs['ContactUrl']?.Value)).toEqual([contactUrl, 'none']);
  });

  it('differs from one without in nothing else', () => {
    expect(Object.keys(made.service.Resources)).toEqual(Object.keys(without.service.Resources));
    expect(made.data).toEqual(without.data);
  });
});
