/**
 * Small words, verbs and nouns that follow a title in a sentence without being a name: `the
 * councillor said`, `dr appointments`. A title before one of these names nobody.
 */
export const NOT_A_NAME: ReadonlySet<string> = new Set(
  `a an the and or but nor so if of to in on at by for from with without about into onto over under
after before since until till up down out off through during between among against as than then
that this these those which who whom whose what when where why how it its it's he she they we you i
him her them us me his their our your my mine yours ours not no yes never ever also too very just
only even still again is are was were be been being am has have had having do does did done doing
will would shall should can could may might must ought need dare let's i'm you're we're they're
he's she's isn't wasn't don't didn't doesn't can't won't couldn't wouldn't shouldn't
said says say told tells tell asked asks ask wrote writes write rang rings ring called calls call
came comes come went goes go got gets get gave gives give made makes make took takes take sent sends
send saw sees see knew knows know thought thinks think wants want wanted wishes agreed agrees
agree replied replies reply raised raises raise attended attends attend emailed emails email
phoned phones phone spoke speaks speak met meets meet voted votes vote chaired chairs chair
asking asked saying calling working concerned involved responsible present mentioned
enquiry enquiries inquiry query queries casework case question questions complaint complaints
request requests colleague colleagues member members officer officers code conduct training
development support services service role roles election elections elected independent group groups
portal surgery surgeries appointment appointments allowance allowances email emails account
local ward wards parish district county town city borough council councils community
both all each every any some many most other others another same such more less few several new old
here there now today tomorrow yesterday because while although though however please thanks thank
per via re who's that's there's what's like unlike labour conservative conservatives tory liberal democrat
lib reform plaid snp party elect hub bulletin briefing newsletter i'll we'll you'll`.split(/\s+/),
);

/** Words before a post that make it anybody's: `a planning officer`, `other heads`. */
export const INDEFINITE: ReadonlySet<string> = new Set(
  'a an any some another every each no other many most several either neither whichever'.split(' '),
);

/** Words before a post that make one particular holder of it. */
export const DEFINITE: ReadonlySet<string> = new Set(
  "the our your their my his her this that its council's council’s authority's said same y".split(
    ' ',
  ),
);

/** Words before a post by which its present holder is not meant. */
export const NOT_THE_HOLDER: ReadonlySet<string> = new Set(
  'deputy assistant vice former ex previous late last next future would-be sub under'.split(' '),
);

/** Words after which even an ambiguous first name is one: `dear mark`. */
export const BEFORE_A_NAME: ReadonlySet<string> = new Set(
  'dear hi hello hey hiya morning afternoon evening thanks thank cheers annwyl helo'.split(' '),
);

/** Verbs by which even an ambiguous first name before them is one: `mark says`. */
export const AFTER_A_NAME: ReadonlySet<string> = new Set(
  'said says told tells asked asks thinks thought knows wants wrote rang phoned emailed promised agreed replied reckons insists claims'.split(
    ' ',
  ),
);

/** Words before `miss` by which it is a verb: `we miss the old library`. */
export const MISS_IS_A_VERB: ReadonlySet<string> = new Set(
  "i we you they to not don't didn't will won't i'll you'll we'll they'll never might may would wouldn't could can can't cannot shall should must near hit and or".split(
    ' ',
  ),
);
