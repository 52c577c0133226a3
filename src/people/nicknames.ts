/**
 * Names that one person may go by in Britain and Ireland: English, Welsh, Scots and Irish forms.
 * The first of a line is only the commonest; a name may stand in several lines.
 */
const GROUPS = `
margaret maggie meg peggy peg madge marge margie mags greta rita mairead marged maisie
robert rob bob bobby robbie bert rab
jennifer jen jenny jenni jenna
thomas tom tommy tam twm
william will bill billy willie liam wil gwilym wullie
elizabeth liz lizzie beth betty eliza libby lisa elspeth elsie bess betsy lisbeth bethan
richard rich rick dick richie ricky dickie
catherine cath cathy katherine kathryn kate katie kath kathy kitty cat catrin katrina kay caitlin
james jim jimmy jamie jem hamish seumas
john jack johnny jon ian iain ieuan sean jonny
jonathan jon jonny jonty
michael mike mick micky mickey mikey
david dave davey dai davy dafydd dewi
christopher chris kit topher
christine chris chrissie christina tina kirsty
patricia pat patsy trish tricia patty
patrick pat paddy padraig
susan sue susie suzie suzanne susanna
steven steve stephen stevie steffan
stephanie steph steff
anthony tony antony ant
andrew andy drew dandy
edward ed eddie ted teddy ned
edmund ed eddie ned
edwin ed eddie
nicholas nick nicky nic
nicola nicky nikki nic
alexander alex alec sandy alasdair alastair alistair sandie xander ally
alexandra alex sandra lexi alix sandie
samuel sam sammy
samantha sam sammy
daniel dan danny
danielle dani danny
matthew matt matty
benjamin ben benny benji
joseph joe joey
joanna jo joanne joan
josephine jo josie
joshua josh
peter pete
philip phil pip phillip
philippa pip pippa
gregory greg
geoffrey geoff jeff jeffrey
gerald gerry ged jerry gerard
gerard ged gerry
gillian gill jill jilly
ronald ron ronnie
donald don donnie
kenneth ken kenny
leonard len lenny leo
lawrence larry laurie lawrie laurence loz
raymond ray
reginald reg reggie
stanley stan
sidney sid sydney
frederick fred freddie freddy
francis frank fran
frances fran francesca frannie
charles charlie chas chuck
charlotte charlie lottie lotte
george georgie
harold harry hal
henry harry hal hank
albert bert al bertie
alfred alf alfie fred
arthur art
bernard bernie
bernadette bernie
barbara barb babs barbie
deborah deb debbie debs debra
dorothy dot dottie dolly
eleanor ellie nell nellie nora elinor
ellen ellie nell nellie
emily em emmy
emma em
helen nell nellie lena elen
isabel izzy bella isobel isabella isla ishbel
jacqueline jackie jacqui
janet jan
janice jan
jeanette jean netta
jean jeanie sheena
judith judy jude
julia jules julie
julie jules
juliet jules
karen kaz
kimberley kim
laura lori
lesley les
leslie les
lillian lil lily
louise lou lulu
louis lou lewis
lynne lyn lynn linda
linda lindy lyn
madeleine maddy maddie
martin marty mart
marion marian
martha mattie
mary molly polly may mairi moira maire mari mair
matilda tilly mattie
maurice mo
maureen mo reenie
mohammed mo muhammad mohammad mohamed
melanie mel
melissa mel
melvyn mel melvin
nathan nat nate
nathaniel nat nate
neil neal
oliver ollie olly
olivia liv livvy
pamela pam pammy
pauline paula
penelope penny pen
rebecca becky becca becks bex
rosalind ros roz rosie
rosemary rose rosie ro
roderick rod roddy rhodri
rodney rod
roger rog
rupert rupe
russell russ rusty
sarah sally sal sara
sally sal
simon si
stuart stu stewart
sylvia syl
terence terry tel
teresa terry tess tessa theresa
theodore theo ted
timothy tim timmy
trevor trev
valerie val
veronica ronnie vera
victor vic
victoria vicky vicki vikki tori
vincent vince vinny
vivienne viv vivian
walter walt wally
wendy wend
winifred win winnie freda
yvonne vonnie
zachary zac zack
agnes aggie nessie
alan al allan allen
alison ali ally
amanda mandy
angela angie ange
ann anne annie nan nancy anna ann-marie
beatrice bea trixie
beverley bev
brian bri bryan
bridget biddy bridie brid breda
bronwen bron
cerys ceri
clifford cliff
colin col
craig cragg
cynthia cindy
dennis den denny
denise den
derek del
desmond des
douglas doug dougie
duncan dunc
dylan dyl
eilidh helen
eirlys eirl
eugene gene
euan ewan ewen owen
evelyn evie eve
fiona fi
gareth gaz gary
gary gaz
gavin gav
gordon gord
graham gra graeme
gwendolen gwen gwenda
gwyneth gwyn gwen
hannah han
harriet hattie harry
hilary hil
howard howie
hugh huw hughie shug
imogen immy
ivor ifor
jeremy jez jem jerry
jessica jess jessie
kevin kev
lucille lucy
luke lucas
malcolm mal malc
marjorie marge margie madge
morag mo
myfanwy myf myfi
natalie nat
nigel nige
norman norm
norah nora
padraig pat paddy
priscilla cilla
ralph rafe
rhiannon rhi
rosaleen ros
ruth ruthie
sean shaun shawn
sharon shaz
sheila shelagh
sian jane
siobhan shiv
tamsin tam tammy
tracey tracy trace
tristan tris
ursula ursie
wilfred wilf
yasmin yas jasmine
zoe zo
`;

function buildNicknames(): ReadonlyMap<string, readonly string[]> {
  const names = new Map<string, Set<string>>();
  for (const line of GROUPS.trim().split('\n')) {
    const group = line.split(' ');
    for (const name of group) {
      const others = names.get(name) ?? new Set<string>();
      for (const other of group) if (other !== name) others.add(other);
      names.set(name, others);
    }
  }
  return new Map([...names].map(([name, others]) => [name, [...others]]));
}

const NICKNAMES = buildNicknames();

/** Every other name the bearer of this first name (folded) may go by; empty when none is known. */
export function nicknamesOf(given: string): readonly string[] {
  return NICKNAMES.get(given) ?? [];
}

/** All names of the table, for telling a first name from another word. */
export const NICKNAMED: Iterable<string> = NICKNAMES.keys();
