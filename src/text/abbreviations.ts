/**
 * Words whose full stop does not end a sentence, lower case, without the stop. English and Welsh,
 * as council correspondence uses them. Single letters (initials) are handled by `cutSentences`.
 */
export const ABBREVIATIONS: ReadonlySet<string> = new Set(
  `mr mrs ms mx dr prof rev revd fr sr jr hon rt cllr cllrs coun couns cyng ald sgt insp supt capt
  col lt gen messrs esq st ave rd gdns approx incl excl etc al ext tel mob ref refs encl enc para paras
  sched cttee dept dir asst mgr ltd plc inc co corp vs viz cf e.g i.e eg ie et al a.m p.m mon tue
  tues wed weds thu thur thurs fri sat sun jan feb mar apr jun jul aug sep sept oct nov dec nr tbc
  p.a p.w min max temp est circa ca hse yr yrs hr hrs mtg cttees`.split(/\s+/),
);

/** Abbreviations only before a number: "No. 4", "p. 12", "pp. 3", "s. 106", "art. 8", "fig. 2". */
export const BEFORE_NUMBER: ReadonlySet<string> = new Set(
  'no nos p pp s ss art arts fig figs vol ch cl reg regs app item sec para'.split(' '),
);

/** Words that end a sentence as often as not when they are in the list above and a capital follows. */
export const ENDS_TOO: ReadonlySet<string> = new Set(
  `a.m p.m p.a p.w ltd plc inc co etc al sat sun mon tue wed thu fri min max ext est rd ave gdns yrs
  yr hrs hr tbc encl enc col`.split(/\s+/),
);
