/** Posts, bodies and parties: with capitals around them, a line of a signature. English and Welsh. */
export const POSTS: ReadonlySet<string> = new Set(
  `councillor councillors cllr coun cyng cynghorydd alderman officer manager director head leader
  portfolio holder chair chairman chairwoman chairperson convener provost mayor deputy clerk member
  assistant secretary solicitor executive ward group party labour conservative conservatives liberal
  democrat democrats lib dem green reform plaid independent independents snp ukip team department
  directorate division service services council borough county district parish unit section office
  adviser advisor lead engineer planner surveyor inspector warden coordinator co-ordinator
  administrator analyst accountant treasurer governor whip spokesperson spokesman cabinet committee
  panel scrutiny association society club ltd limited plc llp trust union branch university school
  nhs police constituency residents allocations barrister mp ms mbe obe mcips cpfa mrtpi frtpi
  pennaeth cyfarwyddwr swyddog rheolwr arweinydd dirprwy aelod cadeirydd clerc cyngor gwasanaeth
  gwasanaethau adran tîm maer llafur annibynnol ceidwadwyr cynorthwyydd ysgrifennydd uned grŵp`.split(
    /\s+/,
  ),
);

/** Words of an address line. */
export const PLACES: ReadonlySet<string> = new Set(
  `house street road lane avenue square hall court quay park place row drive close terrace building
  buildings floor offices room centre heol stryd neuadd ffordd lôn tŷ swyddfeydd canolfan`.split(
    /\s+/,
  ),
);

/** Words by which a line speaks: with one of them it is text, whatever else it holds. */
export const SPEAKING: ReadonlySet<string> = new Set(
  `i i'm i've i'll i'd you your you're you'll you've we we're we'll we've he he's she she's they him them
  me my us please will would should could can can't don't didn't won't isn't was were has have had is
  are am been must do did does that this if but because love see tell let get not what why when how`.split(
    /\s+/,
  ),
);

/** What a closing is about; one of these is in it. English, Welsh, and what colleagues write. */
export const CLOSING_HEADS: ReadonlySet<string> = new Set(
  `regards regard rgds kr br wish wishes best thanks thank thx ta tx cheers obliged yours sincerely
  faithfully truly respectfully fraternally solidarity sympathy congratulations haste bless mvh ttfn
  cofion chofion diolch ddiolch hwyl lwc gywir ddiffuant eiddoch dymuniadau ddymuniadau meas mise
  dea-ghuí`.split(/\s+/),
);

/** The words around it; a closing holds no others. */
export const CLOSING_WORDS: ReadonlySet<string> = new Set(
  `with my our very kind kindest best warm warmest many every good sincere deepest fond all the in
  and a again so much you your for god sport ever aye advance to one from me us is le gach indeed both
  cynnes gorau caredig gyda yn fawr o galon llawer am y tro pob iawn yr ffyddlon gynnes a'r new year
  happy merry christmas nadolig llawen weekend have great lovely nice`.split(/\s+/),
);
