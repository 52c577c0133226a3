import { inflect } from '../phrases/inflect.js';

/** Verbs whose last consonant is doubled though they have two syllables. */
const DOUBLED = new Set(
  'permit refer defer submit commit omit transfer cancel control prefer remit equip channel level refit'.split(
    ' ',
  ),
);

/** Participles that `inflect` does not know: verbs that councils promise with. */
const IRREGULAR: ReadonlyMap<string, string> = new Map([
  ['rebuild', 'rebuilt'],
  ['build', 'built'],
  ['redo', 'redone'],
  ['undo', 'undone'],
  ['relay', 'relaid'],
  ['lay', 'laid'],
  ['fell', 'felled'],
  ['waive', 'waived'],
  ['sweep', 'swept'],
  ['seek', 'sought'],
  ['find', 'found'],
  ['deal', 'dealt'],
  ['overturn', 'overturned'],
  ['reset', 'reset'],
  ['withdraw', 'withdrawn'],
  ['overrule', 'overruled'],
  ['light', 'lit'],
  ['shift', 'shifted'],
  ['quash', 'quashed'],
]);

/** "resurface" → "resurfaced", "give" → "given", "cancel" → "cancelled". */
export function participleOf(verb: string): string {
  const known = IRREGULAR.get(verb);
  if (known !== undefined) return known;
  if (DOUBLED.has(verb)) return `${verb}${verb.at(-1)}ed`;
  const forms = inflect(verb).filter((form) => !form.endsWith('ing'));
  // Base, third person, past, participle; where the last two are one there are but three.
  return forms.length < 3 ? verb : forms.at(-1)!;
}
