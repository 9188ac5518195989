import { SESClient } from '@aws-sdk/client-ses';

/** Where mail is handed over: nothing for SES itself; on one machine the loopback endpoint. */
export type SesPlace = { readonly endpoint: string; readonly region: string };

/** Of a mail service on loopback, which checks no signature. */
const anyone = { accessKeyId: 'local', secretAccessKey: 'local' };

/**
 * The only place that makes an SES client. One attempt: the SDK would otherwise mail three times on a lost answer; and
 * limits that really stop a call (RELIABILITY 2.5).
 */
export function createSesClient(place?: SesPlace): SESClient {
  return new SESClient({
    maxAttempts: 1,
    requestHandler: { connectionTimeout: 3_000, requestTimeout: 10_000, throwOnRequestTimeout: true },
    ...(place === undefined ? {} : { ...place, credentials: anyone }),
  });
}
