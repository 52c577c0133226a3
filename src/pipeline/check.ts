import { DETECTORS } from '../detectors/detectors.js';
import { DRAFT_DETECTORS, draftDetectors, type Lists } from '../detectors/draft-detectors.js';
import { analyse } from '../engine/engine.js';
import { readLetterMetadata } from '../formats/letter-metadata.js';
import { openMarked } from '../formats/marked-source.js';
import { readMessage } from '../formats/read-message.js';
import { SNIFF_BYTES, sniff } from '../formats/sniff.js';
import type { CheckedFinding, CheckReport, Party, Suppressed } from '../model/check.js';
import type { Finding } from '../model/finding.js';
import type { DocumentRef } from '../model/job.js';
import type { Message } from '../model/message.js';
import type { Catalogue } from '../patterns/catalogue.js';
import { expiredFinding } from './check/expired.js';
import { toChecked } from './check/findings.js';
import { isKnownFormat } from './check/known-format.js';
import { type StatedParties, settleParties } from './check/parties.js';
import { isExpired, type PlacedSuppression, suppressionOf } from './check/placed-suppression.js';
import { digestOf, documentId } from './document-id.js';
import { createEngineContext } from './judging.js';
import { readCatalogue, readKept } from './kept-catalogue.js';

/** A draft to be checked. */
export interface Draft extends StatedParties {
  /** As the reader knows it: a path, or `stdin`. */
  readonly path: string;
  readonly bytes: Uint8Array;
  /** Written permissions of the folder; the letter's own are read from it. */
  readonly suppressions: readonly PlacedSuppression[];
  /** ISO date: the day on which suppressions are judged. */
  readonly today: string;
}

/** What a draft is judged by, the same for all drafts. */
export interface CheckSettings {
  readonly roster: { readonly text: string; readonly path: string };
  readonly protocol: string;
  readonly lists: Lists;
  /** 0–1: less sure findings are left out. */
  readonly minConfidence: number;
}

/** A draft that cannot be read: one sentence after its path. */
export interface Unreadable {
  readonly path: string;
  readonly reason: string;
}

export interface Checker {
  /**
   * Checks one draft. Nothing of it is kept.
   * @throws AuthorError when the letter's own suppressions cannot be understood
   */
  check(draft: Draft): Promise<CheckReport | Unreadable>;
}

/** Whether a draft could be read. */
export const isReport = (outcome: CheckReport | Unreadable): outcome is CheckReport =>
  'findings' in outcome;

/**
 * Reads catalogue and roster once; every check after that costs milliseconds. No store, no queue, no
 * network. Throws AuthorError for a bad roster or catalogue, UsageError for an unknown protocol.
 */
export async function createChecker(settings: CheckSettings): Promise<Checker> {
  const catalogue = await catalogueOf();
  const context = createEngineContext(
    catalogue,
    { roster: settings.roster.text, protocol: settings.protocol },
    settings.roster.path,
  );
  const harmless = new Map(
    [...DETECTORS, ...DRAFT_DETECTORS].map(({ meta }) => [meta.id, meta.falsePositives]),
  );

  async function check(draft: Draft): Promise<CheckReport | Unreadable> {
    const { path, bytes } = draft;
    const format = sniff(bytes.subarray(0, SNIFF_BYTES), path);
    if (!isKnownFormat(format)) return { path, reason: whyNot(format, bytes) };
    if (bytes.length === 0) return { path, reason: 'is empty (0 bytes)' };
    const read = await readMessage(bytes, format, { name: path });
    const parties = settleParties(read, draft, context.directory);
    const { message } = parties;
    const toGovernment = parties.kinds.has('minister');
    const also = draftDetectors(settings.lists, toGovernment);
    const ref = { id: documentId(path, digestOf(bytes)), path, ordinal: 0 };
    const judged = analyse(ref, message, { ...context, directory: parties.directory, also });
    const own = judged.findings
      .filter((finding) => finding.confidence >= settings.minConfidence)
      .filter((finding) => isOwn(finding, judged.document.from));
    const suppressions = [...draft.suppressions, ...(await inline(draft, format))];
    const marked = own.length === 0 ? null : await openMarked(bytes, format);
    const around = { message, marked, catalogue, harmless, toGovernment };
    const findings = own
      .map((finding) => toChecked(named(finding, message, parties.author), around))
      .filter((finding) => !toGovernment || !isRepresentation(finding));
    const { shown, suppressed } = divide(findings, suppressions, draft);
    return {
      path,
      format,
      author: parties.author,
      audience: [...parties.audience],
      findings: shown,
      suppressed,
      notices: [...parties.notices],
      // A draft has not been sent: it has no date yet.
      defects: message.defects.filter(({ code }) => code !== 'date-missing'),
    };
  }

  return { check };
}

/**
 * A letter to a Minister may speak for the council over a councillor's name (2007 ¶15, 2019 §12), so
 * long as nothing is promised or ordered in it.
 */
function isRepresentation({ category, suggestions }: CheckedFinding): boolean {
  return category === 'member-obligation' && suggestions.every(({ write }) => write === '');
}

/** As kept from an earlier run; compiling, with YAML and schemas, takes a second the first time. */
async function catalogueOf(): Promise<Catalogue> {
  const source = readCatalogue();
  return readKept(source.hash) ?? (await import('./load-catalogue.js')).compileSource(source);
}

/** A letter's signatory has a name and no address. */
function named(finding: Finding, { medium }: Message, { name }: Party): Finding {
  if (medium === 'email') return finding;
  return { ...finding, document: { ...finding.document, author: name } };
}

/** A writer answers for their own words, and for whom they send the words of others to. */
function isOwn(finding: Finding, author: string): boolean {
  if (finding.layer === 'structure') return true;
  return finding.evidence.some((e) => e.author === author || e.author === '');
}

async function inline(
  { path, bytes }: Draft,
  format: DocumentRef['format'],
): Promise<PlacedSuppression[]> {
  const texts = await readLetterMetadata(bytes, format);
  if (texts.length === 0) return [];
  // With its schemas, loaded when a letter has some.
  const { readInlineSuppressions } = await import('./check/suppressions.js');
  return readInlineSuppressions(path, texts);
}

/** Findings to show, with one for each suppression that has run out, and those somebody answers for. */
function divide(
  findings: readonly CheckedFinding[],
  suppressions: readonly PlacedSuppression[],
  { path, today }: Draft,
): { shown: CheckedFinding[]; suppressed: Suppressed[] } {
  const shown: CheckedFinding[] = [];
  const suppressed: Suppressed[] = [];
  const expired = new Map<PlacedSuppression, CheckedFinding>();
  const name = path.replace(/^.*[\\/]/, '');
  for (const finding of findings) {
    const answer = suppressionOf(finding, name, suppressions);
    if (answer !== undefined && !isExpired(answer, today)) {
      const { reason, by, until } = answer;
      suppressed.push({ finding, reason, by, until });
      continue;
    }
    shown.push(finding);
    if (answer !== undefined) expired.set(answer, expiredFinding(answer, finding));
  }
  return { shown: [...shown, ...expired.values()], suppressed };
}

function whyNot(format: ReturnType<typeof sniff>, bytes: Uint8Array): string {
  if (format === 'mbox') return 'is a mailbox, not a draft: `probity scan` reads mailboxes';
  if (format === 'zip')
    return 'is an archive, not a draft: unpack it, or give it to `probity scan`';
  if (format === 'journal') return 'is a journal report, not a draft: `probity scan` reads those';
  if (bytes.length === 0) return 'is empty (0 bytes)';
  return 'is not a letter or message that Probity can read: save it as docx, odt, rtf, pdf, html, md, txt or eml';
}
