import { describe, expect, it } from 'vitest';
import type { MessageFacts } from '../../src/detectors/facts.js';
import { NOBODY } from '../../src/engine/facts.js';
import { merge } from '../../src/engine/merge.js';
import type { Category } from '../../src/model/category.js';
import type { Hit } from '../../src/model/hit.js';
import type { Person } from '../../src/model/person.js';

const person = (key: string, role: Person['role']): Person => ({
  ...NOBODY,
  key,
  role,
  basis: 'roster',
});

const facts = (author: Person, to: Person): MessageFacts => ({
  message: {
    medium: 'email',
    messageId: '',
    from: [],
    sender: [],
    to: [],
    cc: [],
    bcc: [],
    subject: '',
    sentAt: '',
    inReplyTo: [],
    references: [],
    headers: [],
    parts: [],
    defects: [],
  },
  author,
  to: [to],
  cc: [],
  bcc: [],
  passages: [],
  resolve: () => NOBODY,
});

function hit(
  category: Category,
  name: string,
  start: number,
  end: number,
  confidence: number,
  author = 'a@x.example',
): Hit {
  return {
    pattern: {
      id: `${category}/${name}`,
      category,
      layer: 'language',
      title: name,
      status: 'stable',
      version: 1,
      severity: 'high',
      confidence,
      clauses: {},
      rationale: '',
      advice: '',
      falsePositives: [],
    },
    severity: 'high',
    confidence,
    because: [],
    evidence: [{ part: 'body', start, end, quote: 'x', author }],
  };
}

const member = person('m@x.example', 'member');
const officer = person('o@x.example', 'officer');
const assistant = person('p@x.example', 'political-assistant');

describe('merging hits', () => {
  it('does not depend on the order of patterns', () => {
    const hits = [
      hit('secrecy', 'a', 0, 10, 0.6),
      hit('secrecy', 'b', 5, 15, 0.7),
      hit('familiarity', 'c', 0, 10, 0.6),
    ];
    expect(merge([...hits].reverse(), facts(member, officer))).toEqual(
      merge(hits, facts(member, officer)),
    );
  });

  it('makes one of two patterns of a category on the same words, and is surer', () => {
    const merged = merge(
      [hit('secrecy', 'a', 0, 10, 0.6), hit('secrecy', 'b', 5, 15, 0.7)],
      facts(member, officer),
    );
    expect(merged.map((h) => [h.pattern.id, h.confidence])).toEqual([['secrecy/b', 0.77]]);
    expect(merged[0]?.because).toEqual(['raised: also reads as "a"']);
  });

  it('keeps findings of different categories on the same words', () => {
    const merged = merge(
      [hit('secrecy', 'a', 0, 10, 0.6), hit('familiarity', 'b', 0, 10, 0.7)],
      facts(member, officer),
    );
    expect(merged).toHaveLength(2);
  });

  it('the same pattern on the same words counts once', () => {
    const merged = merge(
      [hit('secrecy', 'a', 0, 10, 0.6), hit('secrecy', 'a', 0, 10, 0.8)],
      facts(member, officer),
    );
    expect(merged.map((h) => h.confidence)).toEqual([0.8]);
  });
});

describe('political assistants', () => {
  const party = hit('party-political', 'leaflet', 0, 10, 0.7, assistant.key);

  it('may do party work among members', () => {
    expect(merge([party], facts(assistant, member))).toEqual([]);
    expect(
      merge(
        [{ ...party, evidence: [{ ...party.evidence[0]!, author: member.key }] }],
        facts(member, assistant),
      ),
    ).toEqual([]);
  });

  it('may not ask it of officers, and keep confidences like anyone', () => {
    expect(merge([party], facts(assistant, officer))).toHaveLength(1);
    expect(
      merge([hit('confidentiality', 'leak', 0, 10, 0.7, assistant.key)], facts(assistant, member)),
    ).toHaveLength(1);
  });
});

describe('the audience', () => {
  const criticism = hit('officer-criticism', 'mocked', 0, 10, 0.8);
  const director = { ...officer, title: 'Director of Place' };
  const outsider = person('p@press.example', 'external');

  it('is the proper route when a senior officer alone reads it', () => {
    expect(merge([criticism], facts(member, director))[0]?.confidence).toBe(0.48);
  });

  it('raises the severity when it widens', () => {
    const medium = { ...criticism, severity: 'medium' as const };
    const wide = merge([medium], { ...facts(member, officer), cc: [outsider] })[0];
    expect([wide?.severity, wide?.confidence]).toEqual(['high', 0.8]);
    expect(merge([medium], facts(member, officer))[0]?.severity).toBe('medium');
  });
});
