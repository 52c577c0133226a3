import { NICKNAMED } from './nicknames.js';

/** First names common in Britain and Ireland, beside those of the nickname table. */
const WOMEN = `
abigail adele agnes aileen ailsa aisha alexandra alicia alison amanda amara amelia amy andrea angela
angharad anita anjali anna annabel anne ann annette annie anthea aoife audrey avril ayesha barbara
beatrice becky belinda bernadette bernice beryl beth bethan bethany betty bev beverley bhavna blodwen
brenda bridget bronwen bryony camilla candice cara carla carly carol carole caroline carolyn carys
cath catherine catrin catriona cecilia celia cerys chandra chantelle charlotte cheryl chloe christabel
christine ciara claire clara clare clarissa clodagh corinne daphne dawn debbie deborah deirdre delia
delyth denise diana diane dilys dina donna doreen doris dorothy ebony edith edna eileen eilidh eirlys
elaine eleanor elin elinor elizabeth ellen ellie eluned elsie emily emma enid erica esme estelle esther
ethel eunice eve fatima fay fiona fleur flora frances francesca gail gaynor gemma georgina geraldine
gill gillian gita glenda glenys gloria grace greta gwen gwenda hannah harriet hayley hazel heather heidi
helen hermione hilary ifeoma imelda imogen ines ingrid iona irene iris isabel isobel jackie jacqueline
jane janet janette janice janine jasmin jayne jean jeanette jen jennifer jenny jessica jill joan joanna
joanne jodie josephine joyce judith judy julia julie june karen kate katherine kathleen katie kavita
kelda kelly kirsten kirsty laura lauren leah leanne leila lena leonie lilian lily linda lisa lorna
lorraine lottie louise lowri lucinda lucy lydia lynn lynne madeleine maeve maggie maisie mandy manon
marcia mared margaret maria mariam marian marie marilyn marina marjorie marlene mary maureen mavis megan
melanie melissa menna meryl mhairi mia michelle mildred millicent mina minnie miranda miriam moira
molly mona monica morag morwenna moyra muriel myra nadia nadine nancy naomi nareen nasreen natalie
natasha nerys nia nicola nina nora noreen nuala olive olivia olwen oonagh orla paige pam pamela parveen
patricia paula paulette pauline penelope petra philippa phoebe phyllis polly priya rachael rachel rani
rebecca rehana rhian rhiannon rhona rita roisin rosa rosalind rosalyn rose rosemary rosie rowena roxanne
rukhsana ruth sadia sally salma samantha sandra saoirse sara sarah saskia selina seren shabana shanice
shannon sharon shazia sheila shelagh shirley shona sinead siobhan sioned sonia sophia sophie sorcha stella
stephanie sue suki sunita susan susannah sylvia tabitha tamsin tanya tara tasha tegan teresa thelma
thea tiffany tracey trudy una usha valerie vanessa vera verity veronica vicky victoria violet virginia
vivienne wendy wilma winifred yasmeen yasmin yolanda yvette yvonne zahra zainab zara zeynep zoe sian
`;

const MEN = `
aaron abdul adam adrian ahmed aidan alan alasdair alastair albert aled alistair alun amir andrew aneurin
angus anil anthony archie arthur arun arwel ashok asif barry benjamin bernard bertram bob bogdan brendan
brian bruce callum cameron carl cecil charles christopher ciaran clement clifford clive
colin connor conor craig crispin curtis damian damien dan daniel darren darryl dave david declan dennis
denzil derek dermot desmond dewi dinesh dominic donald donovan douglas duncan dylan eamon edgar edmund
edward edwin eifion emlyn emyr eric ernest ethan eugene euan evan ewan ewart faisal fergus finlay finn
frank fraser fred frederick gabriel gareth garfield gary gavin geoff geoffrey george geraint gerald
gerard gethin glyn gordon goronwy graeme graham greg gregor gregory guy gwilym gwynfor hamish hamza
hanif harold harry harvey hasan henry herbert howard howell hubert hugh hugo humphrey huw hywel iain ian
idris ieuan imran iolo isaac ismail ivor iwan jack jacob jake jamal james jared jarvis jason jasper
javed jeremy jerome jim joel john jonathan joseph josh joshua julian kamal karim karl keith kenneth kevin
khalid kieran kofi kyle lawrence len leo leonard leroy lewis liam lionel luke magnus malcolm malik
manuel marcel marcus marek mark martin marvin mathew matthew maurice mehmet melvyn mervyn michael mick
mike milo mitchell mohammed mohan mustafa nathan naveed neil neville niall nicholas nigel nikhil noah
norman oliver omar oscar osian oswald owen pankaj patrick paul pavel percy peter philip piers quentin
rafiq raheem raj rajesh rakesh ramesh rashid ravi raymond reginald rhodri rhys richard robert roderick
rodney roger rohan roland ronald rory roy ruben rufus rupert russell ryan saeed sajid salim samuel
sandeep sanjay scott sean selwyn shaun sidney simon sion spencer stan stanley stephen steve steven stuart
sunil suresh tariq ted terence theo theodore thomas tim timothy toby todd tom tomos tony trevor tudur
usman vernon victor vijay vikram vincent vishal walter wayne wesley wilfred william wyn yousef yusuf zoltan
`;

/** Names of women and men alike. */
const EITHER = `
addison alex ali amit ash ashley aubrey bailey blaine brook cary charlie clayton courtney dale dana
dominique drew erin erwin evelyn frankie gurpreet gwyn haydn hayden harjit harpreet hari inderjit
jamie jan jaspreet jess jo jordan karan kerry kerry-ann kim kiran kuldeep lance lee leigh les lesley
leslie lindsay lyn mandeep manjit meirion merle meredith morgan murray nicky neha parminder pat pritam
reese rene robin rowan sam sandy shaheen shay sid stevie surinder talfryn taylor terry tobias toni
tracy travis vaughan viv vivek vivian wynne
`;

function names(text: string): ReadonlySet<string> {
  return new Set(text.trim().split(/\s+/));
}

const WOMENS_NAMES = names(WOMEN);
const MENS_NAMES = names(MEN);

/**
 * Whether a title cannot go with a first name: `mrs marsh` is not Brian Marsh. Names of either sex,
 * and those not listed, go with every title.
 */
export function contradicts(title: string, given: string): boolean {
  if (title === 'mr') return WOMENS_NAMES.has(given);
  return (title === 'mrs' || title === 'miss' || title === 'ms') && MENS_NAMES.has(given);
}

/** First names, folded, which tell `Roger in Parking` from `delays in planning`; ambiguous ones among them (see ambiguous-names). */
export const FIRST_NAMES: ReadonlySet<string> = new Set([
  ...WOMENS_NAMES,
  ...MENS_NAMES,
  ...names(EITHER),
  ...NICKNAMED,
]);

/**
 * Frequent British surnames that are no words: after a first name they show that somebody other
 * than the roster's bearer of that first name is meant (`margaret jones`).
 */
export const FREQUENT_SURNAMES: ReadonlySet<string> = new Set(
  `jones williams davies evans thomas roberts johnson robinson thompson wilson hughes edwards lewis
harris jackson clarke clark morris davis anderson watson bailey bennett morgan allen scott mitchell
patel phillips shah richardson murphy stewart ellis khan ali hussain ahmed campbell simpson kelly
cox adams macdonald mcdonald murray gibson wilkinson henderson griffiths rogers graham stevens
rees owen lloyd reynolds barnes begum reid kennedy robertson ross simmons simmonds wilkins higgins
pritchard jenkins matthews lawrence pearson pearce dixon harrison walsh ryan byrne doyle connor
o'connor o'brien o'neill o'sullivan singh kaur gupta sharma akhtar mahmood iqbal chowdhury choudhury
hopkins watkins howells bowen powell parry probert prosser llewellyn gallagher mcintosh mckenzie
mackenzie fraser cameron ferguson hamilton johnston mclean maclean mcmillan mcgregor macleod mcleod
sinclair sutherland davidson patterson paterson lawson nicholson atkinson fletcher saunders barrett
burgess whittaker gregory goodwin goddard pickering hutchinson hudson sanderson stephenson stephens
spencer woodward barnett bartlett blackburn bradley bradshaw brennan burgess burrows carr chadwick
charlton coleman coles collins curtis dawson dickinson dobson duffy duncan elliott farrell fitzgerald
fleming foley forrester gardiner garner gilbert gill gordon griffin hargreaves hartley hayes haynes
heywood hobbs hodgson holden hooper houghton howard hurst ingram jennings joyce kirby lambert leigh
leonard lowe lynch marsden mccarthy mellor metcalfe middleton morley morrison nelson nolan norman norris
o'reilly osborne parkin parkinson payne perkins pollard preston quinn randall ratcliffe riley robson
rowley russell schofield sheridan shepherd skinner stephenson stanley steele sullivan sutton swain
sykes talbot townsend tucker vaughan wallis walton warner warren weston wheatley whitehead wilkes
willis woodcock wyatt yates`.split(/\s+/),
);

/** Words before a name that make a place, a saint or a monarch of it. */
export const PLACE_BEFORE: ReadonlySet<string> = new Set(
  'st saint saints queen king prince princess lake mount port fort'.split(' '),
);

/** Words after a name that make a place, a firm, a school or an award of it. */
export const PLACE_AFTER: ReadonlySet<string> = new Set(
  `street road avenue lane close court house park square terrace drive way place hall crescent
gardens garden school college hospital centre center ward estate bridge station hill primary academy
church chapel award trust ltd limited plc llp homes farm mews row green common wood woods field
fields rise grove walk mill quay wharf bay island river brook canal valley division constituency
parish road's street's arms inn hotel club fc afc foundation library bypass roundabout junction
depot quarry cottage cottages lodge village building wing surgery report review inquiry`.split(
    /\s+/,
  ),
);
