/** Of the stop link that the recorded events repeat with the headers of their mail. */
export const stopToken = 't'.repeat(43);

/** What a mail service says about one mail, in the shape and with the fields SES gives its events. */
export function recordedEvents({ did, to, sentAt }: { did: string; to: string; sentAt: string }) {
  const timestamp = `${sentAt.slice(0, -1)}.214Z`;
  const mail = {
    timestamp,
    source: 'rappels@example.org',
    sourceArn: 'arn:aws:ses:eu-west-3:123456789012:identity/example.org',
    sendingAccountId: '123456789012',
    messageId: `message-${did}-1`,
    destination: [to],
    headersTruncated: false,
    headers: [
      { name: 'From', value: 'rappels@example.org' },
      { name: 'To', value: to },
      { name: 'Reply-To', value: 'contact@example.org' },
      { name: 'Subject', value: '[#28] Essai' },
      { name: 'List-Unsubscribe', value: `<https://jalon.example.org/app/stop/${stopToken}>` },
      { name: 'List-Unsubscribe-Post', value: 'List-Unsubscribe=One-Click' },
    ],
    commonHeaders: { from: ['rappels@example.org'], replyTo: ['contact@example.org'], to: [to], subject: '[#28] Essai' },
    tags: {
      'ses:operation': ['SendRawEmail'],
      'ses:configuration-set': ['jalon'],
      'ses:from-domain': ['example.org'],
      digest: [did],
      attempt: ['1'],
      kind: ['digest'],
      stage: ['test'],
    },
  };
  const later = (seconds: number): string => new Date(Date.parse(timestamp) + seconds * 1_000).toISOString();
  const bounce = (bounceType: string, bounceSubType: string, seconds: number) => ({
    eventType: 'Bounce',
    mail,
    bounce: {
      ...{ feedbackId: `bounce-${seconds}`, bounceType, bounceSubType, timestamp: later(seconds) },
      bouncedRecipients: [
        { emailAddress: to, action: 'failed', status: '5.1.1', diagnosticCode: 'smtp; 550 5.1.1 user unknown' },
      ],
      reportingMTA: 'dns; mail.example.org',
    },
  });
  return {
    send: { eventType: 'Send', mail, send: {} },
    delay: {
      eventType: 'DeliveryDelay',
      mail,
      deliveryDelay: { timestamp: later(60), delayType: 'TransientCommunicationFailure', expirationTime: later(50_000) },
    },
    delivery: {
      eventType: 'Delivery',
      mail,
      delivery: { timestamp: later(2), processingTimeMillis: 1_786, recipients: [to], smtpResponse: '250 ok' },
    },
    softBounce: bounce('Transient', 'MailboxFull', 30),
    hardBounce: bounce('Permanent', 'General', 40),
    complaint: {
      eventType: 'Complaint',
      mail,
      complaint: {
        ...{ feedbackId: 'complaint', complaintSubType: null, timestamp: later(3_600) },
        complainedRecipients: [{ emailAddress: to }],
        complaintFeedbackType: 'abuse',
      },
    },
    reject: { eventType: 'Reject', mail, reject: { reason: 'Bad content' } },
    renderingFailure: { eventType: 'Rendering Failure', mail, failure: { errorMessage: 'Missing', templateName: 'none' } },
    unknown: { eventType: 'Subscription', mail, subscription: { contactList: 'none' } },
  };
}
