import { AMBIGUOUS_FIRST_NAMES, AMBIGUOUS_SURNAMES } from '../../people/ambiguous-names.js';
import { GRADES, HEADS, POST_NOUNS, SERVICE_WORDS, UNIT_WORDS } from '../../people/services.js';
import { TITLES } from '../../people/titles.js';
import { NOT_A_NAME } from '../../people/words.js';

/**
 * Words that may stand with a capital inside a sentence without naming anybody: of the council's
 * trade, of the calendar, of letters. Every other capital inside a sentence is taken for a name.
 */
const COMMON = new Set(
  `i i'm i've i'd i'll january february march april may june july august september october november
december monday tuesday wednesday thursday friday saturday sunday jan feb mar apr jun jul aug sept
sep oct nov dec mon tue wed thu fri sat sun christmas easter
english welsh scottish irish british britain england wales scotland ireland uk
labour conservative conservatives tory tories liberal democrat democrats lib dem dems green greens
reform independent independents plaid cymru unionist party
act code protocol standing orders order section part paragraph schedule appendix annex policy plan
report committee cabinet council chamber leader mayor chair chairman chairwoman chairperson vice
cabinet portfolio scrutiny overview licensing standards monitoring agenda minutes item motion
member members officer officers councillor councillors group groups whip opposition
chief executive director head manager team service services democratic legal
bcc cc fw fwd re ps nb am pm pdf docx xlsx email e-mail foi gdpr eir ico lga ok asap faq hr it
dear hi hello regards sincerely faithfully thanks thank best kind yours
panel board budget forum god bbc nhs vat ward wards parish town village district county borough city`.split(
    /\s+/,
  ),
);

export const isCommon = (folded: string): boolean =>
  COMMON.has(folded) ||
  NOT_A_NAME.has(folded) ||
  SERVICE_WORDS.has(folded) ||
  POST_NOUNS.has(folded) ||
  UNIT_WORDS.has(folded) ||
  HEADS.has(folded) ||
  GRADES.has(folded) ||
  TITLES.has(folded);

/** Words of which small letters show that no name is meant. */
export const isAmbiguous = (folded: string): boolean =>
  AMBIGUOUS_FIRST_NAMES.has(folded) || AMBIGUOUS_SURNAMES.has(folded) || isCommon(folded);
