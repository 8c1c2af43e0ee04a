// `node simulate_peer.mjs generate N` writes N requests as a JSON list to stdout; `ours` turns that list on stdin into
// lines of `iamirror simulate`; `run REQUESTS PACKAGES ANSWERS` has the peer decide them and prints its best of three in
// decisions a second; `compare OURS THEIRS` counts answers that agree and names those that differ. bench/simulate_peer.sh
// calls them in turn.
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';

const account = '111122223333';
const allow = (actions, resources, more) => ({ Effect: 'Allow', Action: actions, Resource: resources, ...more });
const deny = (actions, resources, more) => ({ Effect: 'Deny', Action: actions, Resource: resources, ...more });
const document = (...statements) => ({ Version: '2012-10-17', Statement: statements });
const named = (name, ...statements) => ({ name, policy: document(...statements) });

// Five policies, a boundary, three levels of SCPs and of RCPs, a bucket policy of four statements.
const identity = [
  named('data', allow(['s3:GetObject', 's3:GetObjectVersion', 's3:ListBucket'],
    ['arn:aws:s3:::company-data', 'arn:aws:s3:::company-data/*'])),
  named('logs', allow('logs:*', '*'), allow(['cloudwatch:Get*', 'cloudwatch:List*'], '*')),
  named('queues', allow(['sqs:SendMessage', 'sqs:ReceiveMessage'], `arn:aws:sqs:eu-west-1:${account}:jobs-*`)),
  named('own', allow('s3:*Object', 'arn:aws:s3:::team-scratch/${aws:PrincipalTag/team}/*')),
  named('guard', deny('s3:DeleteObject', 'arn:aws:s3:::company-data/*'),
    deny('*', '*', { Condition: { StringNotEquals: { 'aws:RequestedRegion': ['eu-west-1', 'eu-central-1'] } } })),
];
const boundary = [named('boundary', allow(['s3:*', 'sqs:*', 'logs:*'], '*'), deny('iam:*', '*'))];
const full = (name) => named(name, allow('*', '*'));
const serviceControl = [
  { target: 'r-root', policies: [full('FullAWSAccess')] },
  { target: 'ou-workloads', policies: [full('FullAWSAccess'), named('no-leaving', deny('organizations:LeaveOrganization', '*'))] },
  { target: account, policies: [named('services', allow(['s3:*', 'sqs:*', 'logs:*', 'cloudwatch:*'], '*'),
    deny('s3:PutBucketPublicAccessBlock', '*'))] },
];
const rule = (name, condition) => named(name, { ...deny('s3:*', '*', { Condition: condition }), Principal: '*' });
const resourceControl = [
  { target: 'r-root', policies: [rule('tls', { Bool: { 'aws:SecureTransport': 'false' } })] },
  { target: 'ou-workloads', policies: [rule('organization', { StringNotEqualsIfExists: { 'aws:PrincipalOrgID': 'o-exampleorg1' } })] },
  { target: account, policies: [rule('network', { NotIpAddress: { 'aws:SourceIp': ['10.0.0.0/8', '203.0.113.0/24'] } })] },
];
const objects = 'arn:aws:s3:::company-data/*';
const bucketPolicy = document(
  { ...allow('s3:GetObject', 'arn:aws:s3:::company-data/public/*'), Principal: { AWS: `arn:aws:iam::${account}:role/reader` } },
  { ...allow(['s3:GetObject', 's3:PutObject'], 'arn:aws:s3:::company-data/shared/*'), Principal: { AWS: `arn:aws:iam::${account}:root` } },
  { ...deny('s3:*', [objects, 'arn:aws:s3:::company-data'], { Condition: { Bool: { 'aws:SecureTransport': 'false' } } }), Principal: '*' },
  { ...deny('s3:GetObject', 'arn:aws:s3:::company-data/secret/*', { Condition: { StringNotEquals: { 'aws:PrincipalTag/team': 'blue' } } }), Principal: '*' },
);

// [action, key, more context, principal]; every other one is allowed.
const asked = [
  ['s3:GetObject', 'a/report', {}], ['s3:PutObject', 'a/report', {}],
  ['s3:GetObject', 'public/x', {}], ['s3:DeleteObject', 'a/report', {}],
  ['s3:GetObject', 'secret/x', {}], ['s3:GetObject', 'secret/x', { 'aws:PrincipalTag/team': 'red' }],
  ['s3:GetObjectVersion', 'a/report', {}], ['s3:GetObject', 'a/report', { 'aws:SecureTransport': 'false' }],
  ['s3:ListBucket', null, {}], ['s3:GetObject', 'a/report', { 'aws:SourceIp': '198.51.100.7' }],
  ['s3:GetObject', 'shared/y', {}], ['s3:GetObject', 'a/report', { 'aws:RequestedRegion': 'us-east-1' }],
];

const generate = (count) => Array.from({ length: count }, (_, i) => {
  const [action, key, more] = asked[i % asked.length];
  return {
    id: i, principal: `arn:aws:sts::${account}:assumed-role/reader/alice-${i % 1000}`, action,
    resource: 'arn:aws:s3:::company-data' + (key === null ? '' : `/${key}-${i}`), account,
    context: { 'aws:SecureTransport': 'true', 'aws:SourceIp': '10.1.2.3', 'aws:RequestedRegion': 'eu-west-1',
      'aws:PrincipalOrgID': 'o-exampleorg1', 'aws:PrincipalTag/team': 'blue', ...more },
  };
});

const ourPolicies = (policies) => policies.map(({ name, policy }) => ({ name, document: policy }));
const ourLevels = (levels) => levels.map(({ target, policies }) => ({ target, policies: ourPolicies(policies) }));
const ourLine = (one) => JSON.stringify({
  id: one.id, request: { principal: one.principal, action: one.action,
    resource: { arn: one.resource, account: one.account }, context: one.context },
  identity_policies: ourPolicies(identity), permissions_boundary: ourPolicies(boundary),
  service_control_policies: ourLevels(serviceControl), resource_control_policies: ourLevels(resourceControl),
  resource_policy: bucketPolicy,
});

// The peer takes policies that its own library has validated once.
async function peer(requests, packages) {
  const load = createRequire(pathToFileURL(packages + '/'));
  const { runSimulation } = load('@cloud-copilot/iam-simulate');
  const policies = load('@cloud-copilot/iam-policy');
  const validated = (validate) => ({ name, policy }) => ({ name, policy: policies.createValidatedPolicy(policy, validate) });
  const levels = (all, validate) => all.map(({ target, policies: some }) =>
    ({ orgIdentifier: target, policies: some.map(validated(validate)) }));
  const fixed = {
    identityPolicies: identity.map(validated(policies.validateIdentityPolicy)),
    permissionBoundaryPolicies: boundary.map(validated(policies.validateIdentityPolicy)),
    serviceControlPolicies: levels(serviceControl, policies.validateServiceControlPolicy),
    resourceControlPolicies: levels(resourceControl, policies.validateResourceControlPolicy),
    resourcePolicy: policies.createValidatedPolicy(bucketPolicy, policies.validateResourcePolicy),
  };
  const decide = async (one) => {
    const answer = await runSimulation({ ...fixed, request: { principal: one.principal, action: one.action,
      resource: { resource: one.resource, accountId: one.account }, contextVariables: one.context } },
    { simulationMode: 'Strict' });
    return answer.resultType === 'error' ? 'error ' + JSON.stringify(answer.errors) : answer.overallResult;
  };
  for (const one of requests.slice(0, 200)) await decide(one);  // the compiler of V8 warms up
  let best = 0, answers = [];
  for (let round = 0; round < 3; ++round) {
    const begin = process.hrtime.bigint();
    answers = [];
    for (const one of requests) answers.push(await decide(one));
    best = Math.max(best, requests.length / (Number(process.hrtime.bigint() - begin) / 1e9));
  }
  return { best, answers };
}

function compare(ours, theirs) {
  const word = { Allowed: 'allowed', ExplicitlyDenied: 'denied explicit', ImplicitlyDenied: 'denied implicit' };
  let same = 0, allowed = 0, count = Math.min(ours.length, theirs.length);
  const differing = new Map();
  for (let i = 0; i < count; ++i) {
    const mine = ours[i].decision + (ours[i].denial ? ' ' + ours[i].denial : '');
    const his = word[theirs[i]] ?? theirs[i];
    allowed += mine === 'allowed';
    same += mine === his;
    if (mine !== his) {
      const [action, key, more] = asked[i % asked.length];
      const what = `${action} ${key ?? ''} ${JSON.stringify(more)}: ours ${mine}, the peer ${his}`;
      differing.set(what, (differing.get(what) ?? 0) + 1);
    }
  }
  console.log(`${same} of ${count} answers agree, ${allowed} are allowed`);
  for (const [what, times] of differing) console.log(`  ${times} differ: ${what}`);
}

const lines = (path) => readFileSync(path, 'utf8').split('\n').filter((line) => line !== '').map((line) => JSON.parse(line));
const [command, ...rest] = process.argv.slice(2);
if (command === 'generate') {
  console.log(JSON.stringify(generate(Number(rest[0]))));
} else if (command === 'ours') {
  for (const one of JSON.parse(readFileSync(0, 'utf8'))) console.log(ourLine(one));
} else if (command === 'run') {
  const { best, answers } = await peer(JSON.parse(readFileSync(rest[0], 'utf8')), rest[1]);
  writeFileSync(rest[2], answers.map((one) => JSON.stringify(one)).join('\n') + '\n');
  console.log(best.toFixed(0));
} else if (command === 'compare') {
  compare(lines(rest[0]), lines(rest[1]));
} else {
  console.error('generate N | ours | run REQUESTS PACKAGES ANSWERS | compare OURS THEIRS');
  process.exitCode = 64;
}
