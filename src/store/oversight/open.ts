import type { Access } from '../access.js';
import { defects } from '../scans.js';
import { auditCount, auditEntries, auditNames, auditPage } from './audit-search.js';
import { amendCase, caseNamed, caseOf, casesOf, openCase } from './cases.js';
import * as patterns from './patterns.js';
import { unknownCorrespondents } from './people.js';
import * as quality from './quality.js';
import { numbersOf, remainsOf } from './remains.js';
import { failuresOf, pulse, scanState, scanStates, setFailureAside } from './scans.js';
import type { OversightStore } from './store.js';

/** See `OversightStore`. */
export function oversightOn(access: Access): OversightStore {
  return {
    cases: () => casesOf(access),
    case: (caseId) => caseOf(access, caseId),
    caseNamed: (name) => caseNamed(access, name),
    openCase: (details, who, at) => openCase(access, details, who, at),
    amendCase: (caseId, details, who, at) => amendCase(access, caseId, details, who, at),
    remains: (numbers) => remainsOf(access, numbers),
    numbersOf: (caseId) => numbersOf(access, caseId),
    scans: (caseId) => scanStates(access, caseId),
    scan: (scanId) => scanState(access, scanId),
    failures: (scanId, limit) => failuresOf(access, scanId, limit),
    setAside: (scanId, what, reason, who, at) =>
      setFailureAside(access, scanId, what, reason, who, at),
    pulse: async (scanId, beat) => {
      await pulse(access, scanId, beat);
    },
    defects: (scanId) => defects(access, scanId),
    switches: () => patterns.switches(access),
    switchedOff: () => patterns.switchedOff(access),
    switchHistory: (pattern) => patterns.switchHistory(access, pattern),
    switchPattern: (change) => patterns.switchPattern(access, change),
    tallies: () => patterns.tallies(access),
    unknownCorrespondents: (caseId, known, limit) =>
      unknownCorrespondents(access, caseId, known, limit),
    samples: () => quality.samplesOf(access),
    sample: (key) => quality.sampleOf(access, key),
    drawSample: (caseId, size, who, at) => quality.drawSample(access, caseId, size, who, at),
    sampledDocuments: (key) => quality.sampledDocuments(access, key),
    judge: (key, place, judgement) => quality.judge(access, key, place, judgement),
    agreement: () => quality.agreement(access),
    auditPage: (filter, limit, before) => auditPage(access, filter, limit, before),
    auditCount: (filter) => auditCount(access, filter),
    auditNames: () => auditNames(access),
    auditEntries: (filter) => auditEntries(access, filter),
  };
}
