import { S3Client } from '@aws-sdk/client-s3';

/** The only place that makes one. Putting the same file twice is harmless, so three attempts are safe. */
export function createS3Client(): S3Client {
  return new S3Client({
    maxAttempts: 3,
    requestHandler: { connectionTimeout: 2_000, requestTimeout: 10_000, throwOnRequestTimeout: true },
  });
}
