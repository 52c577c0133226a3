import type { Defect } from '../model/message.js';
import { decodeText } from './charset.js';
import { defect } from './defect.js';
import { type Entity, isMultipart } from './entity.js';
import { joinFlowed } from './flowed.js';
import { layOutHtml, metaCharset, type ReadyHtml, readyHtml, roughText } from './html.js';
import type { Leaf } from './mime-leaves.js';
import { joinAlternatives, saysAllOf } from './says-more.js';

/** The body of a message, and the leaves that are attachments. */
export interface Body {
  readonly text: string;
  readonly contentType: string;
  readonly attachments: readonly Leaf[];
  readonly defects: readonly Defect[];
}

/** A piece of body before the choice between alternatives is made. */
interface Piece {
  readonly plain: string;
  readonly html: ReadyHtml | null;
}

/**
 * Makes one text of the leaves that are shown as the body. Of alternatives the plain one is taken,
 * unless the html says more; then the html, with what only the plain one says put after it.
 */
export function readBody(root: Entity, leaves: readonly Leaf[]): Body {
  const reader = new BodyReader(root, leaves);
  const pieces = reader.pieces(root);
  const text = pieces.map(textOf).filter((t) => t.trim() !== '');
  const { attachments, defects } = reader;
  const contentType = pieces.every((p) => p.html !== null && p.plain === '') && pieces.length > 0;
  return {
    text: text.join('\n\n'),
    contentType: contentType ? 'text/html' : 'text/plain',
    attachments,
    defects,
  };
}

class BodyReader {
  readonly attachments: Leaf[] = [];
  readonly defects: Defect[] = [];
  private readonly byEntity: ReadonlyMap<Entity, Leaf>;

  constructor(
    private readonly root: Entity,
    leaves: readonly Leaf[],
  ) {
    this.byEntity = new Map(leaves.map((leaf) => [leaf.entity, leaf]));
    for (const leaf of leaves) this.defects.push(...leaf.defects);
  }

  pieces(entity: Entity): Piece[] {
    if (!isMultipart(entity)) return this.leafPieces(entity);
    if (entity.type === 'multipart/alternative') return this.alternatives(entity);
    return entity.children.flatMap((child) => this.pieces(child));
  }

  private leafPieces(entity: Entity): Piece[] {
    const leaf = this.byEntity.get(entity);
    if (!leaf) return [];
    if (entity !== this.root ? !isBodyText(entity) : !isShownText(entity)) {
      this.attachments.push(leaf);
      return [];
    }
    const charset = entity.charset || (entity.type === 'text/html' ? metaCharset(leaf.bytes) : '');
    const { text, defects } = decodeText(leaf.bytes, charset);
    this.defects.push(...defects);
    if (entity.type !== 'text/html') {
      const flowed = entity.flowed !== 'no';
      const plain = flowed ? joinFlowed(text, entity.flowed === 'delsp') : text;
      return [{ plain, html: null }];
    }
    const html = readyHtml(text);
    this.defects.push(...html.defects);
    return [{ plain: '', html }];
  }

  /** One piece of several that should say the same. */
  private alternatives(entity: Entity): Piece[] {
    const outside = entity.children.filter((child) => child.outside);
    const choices = entity.children.filter((c) => !c.outside).map((child) => this.pieces(child));
    for (const child of outside) this.pieces(child);
    const pieces = choices.filter((choice) => choice.length > 0);
    const [first, ...others] = pieces;
    if (!first) return [];
    return [others.reduce((chosen, other) => this.choose(chosen, merge(other)), merge(first))];
  }

  private choose(chosen: Piece, other: Piece): Piece {
    if (other.html === null || chosen.html !== null) {
      return { plain: joinAlternatives(textOf(chosen), textOf(other)), html: null };
    }
    if (chosen.plain.trim() === '') return other;
    if (saysAllOf(chosen.plain, roughText(other.html))) return chosen;
    const message = 'The html of the message says more than its plain text; both were read.';
    this.defects.push(defect('html-says-more', message));
    return { plain: joinAlternatives(textOf(other), chosen.plain), html: null };
  }
}

/** Several pieces of one alternative (text, picture, text) as one. */
function merge(pieces: readonly Piece[]): Piece {
  if (pieces.length === 1) return pieces[0]!;
  return { plain: pieces.map(textOf).join('\n\n'), html: null };
}

function textOf(piece: Piece): string {
  return piece.html === null ? piece.plain : layOutHtml(piece.html);
}

/** Text without a name that is not sent as an attachment is what a reader sees as the body. */
function isBodyText(entity: Entity): boolean {
  const named = entity.disposition === 'attachment' || entity.name !== '';
  return !entity.outside && !named && isShownText(entity);
}

function isShownText(entity: Entity): boolean {
  return /^text\/(?:plain|html|enriched)$/.test(entity.type);
}
