/** What a sentence speaks of, and the team of a council that has it in hand. The first that fits is named. */
const SERVICES: readonly (readonly [RegExp, string])[] = [
  [
    /\b(?:potholes?|resurfac\w*|lanes?|roads?|kerbs?|pavements?|footpaths?|footways?|crossings?|traffic|parking|bollards?|speed|street ?lights?|street ?lighting|gritt\w*|yellow lines?|junctions?|bridges?|bus (?:stops?|shelters?))\b/i,
    'the Highways team',
  ],
  [
    /\b(?:bins?|waste|recycling|refuse|fly[- ]?tipp\w*|litter|skips?|collections?|street clean\w*)\b/i,
    'the Waste team',
  ],
  [
    /\b(?:rent|rents|arrears|tenan\w+|boilers?|damp|mould|flats?|council houses?|evict\w*|housing|homeless\w*|transfer list)\b/i,
    'the Housing team',
  ],
  [
    /\b(?:planning|enforcement notices?|conservation area|permission for|change of use|extensions?|listed building)\b/i,
    'the Planning team',
  ],
  [
    /\b(?:council tax|business rates|rates bill|housing benefit|benefits?|rate relief)\b/i,
    'the Revenues team',
  ],
  [/\b(?:licen[cs](?:e|es|ed|ing)|premises|taxis?|pavement cafes?)\b/i, 'the Licensing team'],
  [
    /\b(?:trees?|hedges?|parks?|grass|verges?|playgrounds?|play area|allotments?|pitch(?:es)?|pavilion|benches|bandstand|cemetery)\b/i,
    'the Parks team',
  ],
  [/\b(?:schools?|admissions?|pupils?|bus pass(?:es)?|nurser(?:y|ies))\b/i, 'the Education team'],
  [/\b(?:leases?|leasehold|hall|buildings?|plots?|land|premium|roof)\b/i, 'the Property team'],
  [/\b(?:grants?|fund(?:s|ed|ing)?|loans?|sponsor\w*)\b/i, 'the grants team'],
];

/** Where no word of the sentence tells. */
export const ANY_SERVICE = 'the officers responsible';

/** The team that a sentence's subject belongs to; `ANY_SERVICE` when nothing tells. */
export function serviceOf(sentence: string): string {
  return SERVICES.find(([words]) => words.test(sentence))?.[1] ?? ANY_SERVICE;
}
