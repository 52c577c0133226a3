/**
 * What a sentence speaks of, and the team of a council that has it in hand. The first that fits is named.
 * Lower case only: Hob Lane and Saltpan Court are names, whatever happens there.
 */
const SERVICES: readonly (readonly [RegExp, string])[] = [
  [
    /\b(?:[Pp]otholes?|resurfac\w*|lanes?|roads?|kerbs?|pavements?|footpaths?|footways?|crossings?|traffic|parking|bollards?|speed|street ?lights?|street ?lighting|gritt\w*|yellow lines?|junctions?|bridges?|bus (?:stops?|shelters?))\b/,
    'the Highways team',
  ],
  [
    /\b(?:[Bb]ins?|waste|recycling|refuse|fly[- ]?tipp\w*|litter|skips?|collections?|street clean\w*)\b/,
    'the Waste team',
  ],
  [/\b(?:leases?|leasehold|hall|buildings?|plots?|land|premium|roof)\b/, 'the Property team'],
  [
    /\b(?:[Rr]ents?|arrears|tenan\w+|boilers?|damp|mould|flats?|council houses?|evict\w*|housing|homeless\w*|transfer list)\b/,
    'the Housing team',
  ],
  [
    /\b(?:[Pp]lanning|enforcement notices?|conservation area|permission for|change of use|extensions?|listed building)\b/,
    'the Planning team',
  ],
  [
    /\b(?:[Cc]ouncil [Tt]ax|business rates|rates bill|housing benefit|benefits?|rate relief)\b/,
    'the Revenues team',
  ],
  [/\b(?:licen[cs](?:e|es|ed|ing)|premises|taxis?|pavement cafes?)\b/, 'the Licensing team'],
  [
    /\b(?:trees?|hedges?|parks?|grass|verges?|playgrounds?|play area|allotments?|pitch(?:es)?|pavilion|benches|bandstand|cemetery)\b/,
    'the Parks team',
  ],
  [/\b(?:schools?|admissions?|pupils?|bus pass(?:es)?|nurser(?:y|ies))\b/, 'the Education team'],
  [/\b(?:grants?|fund(?:s|ed|ing)?|loans?|sponsor\w*)\b/, 'the grants team'],
];

/** Where no word of the sentence tells. */
export const ANY_SERVICE = 'the officers responsible';

/** The team that a sentence's subject belongs to; `ANY_SERVICE` when nothing tells. */
export function serviceOf(sentence: string): string {
  return SERVICES.find(([words]) => words.test(sentence))?.[1] ?? ANY_SERVICE;
}
