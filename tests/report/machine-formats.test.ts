import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { type Finding, findingSchema } from '../../src/model/finding.js';
import { type FORMATS, render } from '../../src/report/render.js';
import { finding, stream, whole } from './finding.js';

const OPTIONS = { width: 100, colour: false, version: '1.2.3' };

function rendered(format: (typeof FORMATS)[number], ...findings: Finding[]): Promise<string> {
  return whole(render(format, stream(...findings), OPTIONS));
}

const NASTY = 'a\u001b[31m \u009b2J \u202eb\u2066 \u2028 “ \ud800 \ufeff end';

function nasty(): Finding {
  const { evidence } = finding();
  return finding({ evidence: [{ ...evidence[0]!, quote: NASTY }] });
}

describe('jsonl and json', () => {
  it('give the findings in the shape of the model', async () => {
    const two = [finding(), finding({ id: 'f'.repeat(24) })];
    const lines = (await rendered('jsonl', ...two)).trimEnd().split('\n');
    expect(lines.map((line) => findingSchema.parse(JSON.parse(line)))).toEqual(two);
    expect(JSON.parse(await rendered('json', ...two))).toEqual({ findings: two });
  });

  it('are whole without findings', async () => {
    expect(await rendered('jsonl')).toBe('');
    expect(JSON.parse(await rendered('json'))).toEqual({ findings: [] });
  });

  it.each(['jsonl', 'json', 'sarif'] as const)(
    '%s escapes what steers a terminal',
    async (format) => {
      const text = await rendered(format, nasty());
      expect(text).not.toMatch(/[\0-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\u2028\ufeff]/);
      expect(JSON.stringify(JSON.parse(text))).toContain(JSON.stringify(NASTY).slice(1, -1));
    },
  );
});

/** What SARIF 2.1.0 demands of the objects that are written here. */
const location = z.object({
  physicalLocation: z.object({
    artifactLocation: z.object({
      uri: z.string().regex(/^(?:[A-Za-z0-9.~!'()*_/-]|%[0-9A-F]{2}|file:\/\/\/(?:[A-Z]:)?)+$/),
    }),
    region: z.object({ charOffset: z.int().min(0), charLength: z.int().min(0) }).optional(),
  }),
});
const sarif = z.strictObject({
  $schema: z.url(),
  version: z.literal('2.1.0'),
  runs: z.tuple([
    z.strictObject({
      columnKind: z.literal('utf16CodeUnits'),
      results: z.array(
        z.object({
          ruleId: z.string(),
          ruleIndex: z.int(),
          level: z.enum(['error', 'warning', 'note']),
          message: z.object({ text: z.string() }),
          locations: z.array(location),
          relatedLocations: z.array(location),
          partialFingerprints: z.record(z.string(), z.string()),
          rank: z.number().min(0).max(100),
        }),
      ),
      tool: z.object({
        driver: z.object({
          name: z.string(),
          version: z.string(),
          rules: z.array(
            z.object({ id: z.string(), shortDescription: z.object({ text: z.string() }) }),
          ),
        }),
      }),
    }),
  ]),
});

async function log(...findings: Finding[]) {
  return sarif.parse(JSON.parse(await rendered('sarif', ...findings))).runs[0];
}

describe('sarif', () => {
  it('tells pattern, level, place, explanation and identity', async () => {
    const { results, tool } = await log(finding());
    expect(results[0]).toMatchObject({
      ruleId: 'bullying-pressure/deadline-threat',
      ruleIndex: 0,
      level: 'error',
      message: { text: 'A deadline with a threat may engage clause 8.' },
      partialFingerprints: { 'findingId/v1': '0123456789abcdef01234567' },
      rank: 82,
    });
    expect(results[0]?.locations[0]?.physicalLocation).toMatchObject({
      artifactLocation: { uri: 'samples/inbox.mbox' },
      region: { charOffset: 10, charLength: 43 },
    });
    expect(tool.driver).toMatchObject({ name: 'Probity', version: '1.2.3' });
  });

  it('lists each pattern once and points to it', async () => {
    const other = finding({ pattern: 'procedure/no-reply', severity: 'low' });
    const { results, tool } = await log(finding(), other, finding());
    expect(tool.driver.rules.map(({ id }) => id)).toEqual([
      'bullying-pressure/deadline-threat',
      'procedure/no-reply',
    ]);
    expect(results.map(({ ruleIndex, level }) => [ruleIndex, level])).toEqual([
      [0, 'error'],
      [1, 'note'],
      [0, 'error'],
    ]);
  });

  it.each([
    ['samples/letters.zip!/my reply.docx', 'samples/letters.zip!/my%20reply.docx'],
    ['/home/jo/inbox.mbox', 'file:///home/jo/inbox.mbox'],
    ['C:\\mail\\inbox.mbox', 'file:///C:/mail/inbox.mbox'],
    ['cur/1234:2,S', 'cur/1234%3A2%2CS'],
    ['Ymholiad\ud800ŵ#1.eml', 'Ymholiad%EF%BF%BD%C5%B5%231.eml'],
  ])('writes the path %s as a URI', async (path, uri) => {
    const { results } = await log(finding({ document: { ...finding().document, path } }));
    expect(results[0]?.locations[0]?.physicalLocation.artifactLocation.uri).toBe(uri);
  });

  it('gives further evidence and sightings as related places', async () => {
    const { evidence } = finding();
    const { results } = await log(
      finding({
        evidence: [...evidence, { ...evidence[0]!, start: 90, end: 95 }],
        sightings: ['b.eml'],
      }),
    );
    expect(results[0]?.locations).toHaveLength(1);
    expect(results[0]?.relatedLocations).toHaveLength(2);
  });

  it('is whole without findings', async () => {
    expect((await log()).results).toEqual([]);
  });
});
