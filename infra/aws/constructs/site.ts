import { readFileSync } from 'node:fs';
import { CfnDynamicReference, CfnDynamicReferenceService, Duration, Fn, RemovalPolicy, Stack } from 'aws-cdk-lib';
import type { HttpApi } from 'aws-cdk-lib/aws-apigatewayv2';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import {
  AccessLevel,
  AllowedMethods,
  type BehaviorOptions,
  CachePolicy,
  Distribution,
  Function as EdgeFunction,
  FunctionCode,
  FunctionEventType,
  FunctionRuntime,
  HeadersReferrerPolicy,
  HttpVersion,
  OriginProtocolPolicy,
  OriginRequestCookieBehavior,
  OriginRequestHeaderBehavior,
  OriginRequestPolicy,
  OriginRequestQueryStringBehavior,
  OriginSslPolicy,
  PriceClass,
  ResponseHeadersPolicy,
  type ResponseSecurityHeadersBehavior,
  SecurityPolicyProtocol,
  ViewerProtocolPolicy,
} from 'aws-cdk-lib/aws-cloudfront';
import { HttpOrigin, OriginGroup, S3BucketOrigin } from 'aws-cdk-lib/aws-cloudfront-origins';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { BlockPublicAccess, Bucket, BucketEncryption, ObjectOwnership } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { originHeader } from '../../../functions/api/middleware/distribution.ts';
import { framed, securityHeaders } from '../../../functions/api/middleware/security-headers.ts';
import { acknowledge } from './acknowledge.ts';
import type { HouseFunction } from './house-function.ts';

/** The words of RELIABILITY S7 that the private pages also say: one list for both. */
function said(name: string): string {
  const value = securityHeaders[name];
  if (value === undefined) throw new RangeError(`no security header called ${name}`);
  return value;
}

const structured: ResponseSecurityHeadersBehavior = {
  contentSecurityPolicy: { contentSecurityPolicy: said('Content-Security-Policy'), override: true },
  contentTypeOptions: { override: true },
  referrerPolicy: { referrerPolicy: HeadersReferrerPolicy.SAME_ORIGIN, override: true },
  strictTransportSecurity: { accessControlMaxAge: Duration.days(730), includeSubdomains: true, override: true },
};

const others = ['Cross-Origin-Opener-Policy', 'Permissions-Policy'].map((header) => ({
  header,
  value: said(header),
  override: true,
}));

/**
 * Every header the private side reads. The last one CloudFront writes itself, whatever a visitor sends by that name; the
 * policies that hand over "everything" do not contain it.
 */
const handedOver = [
  'Accept-Language',
  'Content-Type',
  'Idempotency-Key',
  'If-Match',
  'If-None-Match',
  'Jalon-Token',
  'Origin',
  'CloudFront-Viewer-Address',
];

export interface SiteProps {
  readonly domain: { readonly name: string; readonly certificateArn: string };
  readonly firewallArn: string | null;
  /** The private pages, shown under `/app/` and `/api/` of the same domain. */
  readonly api: HttpApi;
  /** Parameter with what tells the private pages that a request came through here; its value is in no template. */
  readonly originKey: { readonly parameter: string; readonly version: number };
}

/** The public files and the private pages behind one name. Whoever reads what there is causes no function to run, and nothing logs who they are. */
export class Site extends Construct {
  readonly bucket: Bucket;
  readonly distribution: Distribution;

  constructor(scope: Construct, id: string, props: SiteProps) {
    super(scope, id);
    this.bucket = new Bucket(this, 'Files', {
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      // MD5 as ETag, by which the publisher knows what differs, comes with this kind of encryption only.
      encryption: BucketEncryption.S3_MANAGED,
      enforceSSL: true,
      minimumTLSVersion: 1.2,
      objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
      removalPolicy: RemovalPolicy.RETAIN,
    });

    acknowledge(this.bucket, {
      'AwsSolutions::AwsSolutions-S1': 'Only CloudFront and the publisher reach it, and who reads is nobody’s business.',
    });

    const privateHeaders = new ResponseHeadersPolicy(this, 'PrivateHeaders', {
      comment: 'Private pages',
      securityHeadersBehavior: structured,
      customHeadersBehavior: { customHeaders: others },
    });
    const publicHeaders = new ResponseHeadersPolicy(this, 'PublicHeaders', {
      comment: 'Public files: anyone may read them from anywhere',
      securityHeadersBehavior: structured,
      customHeadersBehavior: {
        customHeaders: [...others, { header: 'Access-Control-Allow-Origin', value: '*', override: true }],
      },
    });

    const cardHeaders = new ResponseHeadersPolicy(this, 'CardHeaders', {
      comment: 'Cards of commitments: other sites may frame them',
      securityHeadersBehavior: {
        ...structured,
        contentSecurityPolicy: { contentSecurityPolicy: framed(said('Content-Security-Policy')), override: true },
      },
      customHeadersBehavior: {
        customHeaders: [...others, { header: 'Access-Control-Allow-Origin', value: '*', override: true }],
      },
    });

    const privateSide = new HttpOrigin(Fn.select(2, Fn.split('/', props.api.apiEndpoint)), {
      protocolPolicy: OriginProtocolPolicy.HTTPS_ONLY,
      originSslProtocols: [OriginSslPolicy.TLS_V1_2],
      customHeaders: {
        [originHeader]: new CfnDynamicReference(
          CfnDynamicReferenceService.SSM,
          `${props.originKey.parameter}:${props.originKey.version}`,
        ).toString(),
      },
    });
    const privatePages: BehaviorOptions = {
      origin: privateSide,
      allowedMethods: AllowedMethods.ALLOW_ALL,
      // Nothing is kept here, the public reads of the API neither: they are asked about again by entity tag.
      cachePolicy: CachePolicy.CACHING_DISABLED,
      originRequestPolicy: new OriginRequestPolicy(this, 'HandedOver', {
        comment: 'What the private side reads, and who really asks',
        headerBehavior: OriginRequestHeaderBehavior.allowList(...handedOver),
        cookieBehavior: OriginRequestCookieBehavior.all(),
        queryStringBehavior: OriginRequestQueryStringBehavior.all(),
      }),
      responseHeadersPolicy: privateHeaders,
      viewerProtocolPolicy: ViewerProtocolPolicy.HTTPS_ONLY,
    };

    const publicFiles: BehaviorOptions = {
      // A page for errors would hold for the whole distribution, and take the place of what the API answers to programs.
      // So whoever asks for a file that is not there is handed to the private side, which has the page for it.
      origin: new OriginGroup({
        // Listing makes a missing file a 404: nothing else is handed on.
        primaryOrigin: S3BucketOrigin.withOriginAccessControl(this.bucket, {
          originAccessLevels: [AccessLevel.READ, AccessLevel.LIST],
        }),
        fallbackOrigin: privateSide,
        fallbackStatusCodes: [404],
      }),
      allowedMethods: AllowedMethods.ALLOW_GET_HEAD,
      cachePolicy: new CachePolicy(this, 'PublicFiles', {
        comment: 'As long as each file says (s-maxage)',
        minTtl: Duration.seconds(0),
        defaultTtl: Duration.seconds(5),
        maxTtl: Duration.minutes(1),
        enableAcceptEncodingBrotli: true,
        enableAcceptEncodingGzip: true,
      }),
      responseHeadersPolicy: publicHeaders,
      viewerProtocolPolicy: ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
      functionAssociations: [
        {
          eventType: FunctionEventType.VIEWER_REQUEST,
          function: new EdgeFunction(this, 'DirectoryIndex', {
            comment: 'A folder is its index page',
            runtime: FunctionRuntime.JS_2_0,
            code: FunctionCode.fromInline(readFileSync(new URL('../edge/directory-index.js', import.meta.url), 'utf8')),
          }),
        },
      ],
    };

    this.distribution = new Distribution(this, 'Distribution', {
      certificate: Certificate.fromCertificateArn(this, 'Certificate', props.domain.certificateArn),
      domainNames: [props.domain.name],
      minimumProtocolVersion: SecurityPolicyProtocol.TLS_V1_2_2021,
      defaultRootObject: 'index.html',
      httpVersion: HttpVersion.HTTP2_AND_3,
      priceClass: PriceClass.PRICE_CLASS_100,
      ...(props.firewallArn === null ? {} : { webAclId: props.firewallArn }),
      defaultBehavior: publicFiles,
      // In this order: no private address is ever taken for a card.
      additionalBehaviors: {
        '/app/*': privatePages,
        '/api/*': privatePages,
        '*/card/': { ...publicFiles, responseHeadersPolicy: cardHeaders },
      },
      // No page, and nothing kept: by itself CloudFront answers these again for ten seconds, to whoever asks for the same address.
      errorResponses: [404, 500, 501, 502, 503, 504].map((httpStatus) => ({ httpStatus, ttl: Duration.seconds(0) })),
    });
    acknowledge(this.distribution, {
      'Annotation::@aws-cdk/aws-cloudfront-origins:listBucketSecurityRisk':
        'No address lists the bucket: every folder is rewritten to its index page, the root included.',
      'AwsSolutions::AwsSolutions-CFR1': 'A public record is for everybody.',
      'AwsSolutions::AwsSolutions-CFR2':
        'A firewall is one field of the configuration (firewallArn): it costs more than all the rest.',
      'AwsSolutions::AwsSolutions-CFR3': 'A log would hold the addresses of readers; the metrics are enough.',
    });
  }

  /** What the publisher needs to write what differs. Every object is a public file, hence all of them, in this account. */
  grantPublish(fn: HouseFunction): void {
    fn.addToRolePolicy(new PolicyStatement({ actions: ['s3:ListBucket'], resources: [this.bucket.bucketArn] }));
    fn.addToRolePolicy(
      new PolicyStatement({
        actions: ['s3:GetObject', 's3:PutObject', 's3:DeleteObject'],
        resources: [this.bucket.arnForObjects('*')],
        conditions: { StringEquals: { 'aws:ResourceAccount': Stack.of(this).account } },
      }),
    );
    const files = Stack.of(this).resolve(this.bucket.bucketArn)['Fn::GetAtt'][0];
    acknowledge(fn.role ?? fn, {
      [`AwsSolutions::AwsSolutions-IAM5[Resource::<${files}.Arn>/*]`]:
        'The publisher writes any file of the site and nothing else is in this bucket; bounded to this account.',
    });
  }
}
