function list(text: string): ReadonlySet<string> {
  return new Set(text.trim().split(/\s+/));
}

/**
 * First names that are also words, months, colours, plants or places. In lower case they name
 * somebody only with help: a surname, a greeting, a verb of speech.
 */
export const AMBIGUOUS_FIRST_NAMES = list(`
al amber angel ant april art ash august basil bay bea bell bill blue bonny brook bud buddy carol
cash cat chance charity chase chelsea chester chip christian clay cliff clay con coral crystal
daisy dale dan dawn dean dell den di dick don dot drew earl ernest eve fair faith fay felicity fern
flora florence frank gay gene ginger glen glory grace grant guy hal happy harmony hazel heath
heather holly honor honour hope hunter iris ivy jack jade jan jay jean jet jo jordan josh joy june
king lance lane lark lee les liberty lincoln lot lottie max may melody mercy miles min misty mo
norm nova olive opal page paris pat patience peace pearl peg pen penny pip poppy preston prudence
queen rain ray reed rich rob robin rock rocky rod rose rowan ruby rusty sal sally sandy sky so star
stew storm sue summer sunny tab trinity van verity vic victor victoria viola violet wade wally ward
will win winter woody
`);

/**
 * Surnames that are also words. In lower case they name somebody only with a title, an initial or
 * a first name: `cllr green`, `j. green`, `jane green`.
 */
export const AMBIGUOUS_SURNAMES = list(`
abbot ball balls band bank banks barber barn bass bath battle beach bean bear beard bell berry best
binns bird bishop black blade blades block blood bloom boal bolt bond bone bones booth booths bow
bowman box boy branch brand brass bread bridge bridges bright brook brooks brown brush buck bull
burden burn burns bush butcher butler button cable cage cane card care carpenter carter case cash
castle catch cave chain chalk chambers chance chapel chapman chase cheese cherry child chips church
clamp clay clerk cliff close cloud coach coal coast coat cole constable cook cooper copper corner
cotton court cove craft crisp cross crow crown curry cutting dale dance dare dark darling day days
deal dean dear deed deer dell diamond dock doe dove dow down downs draft drain drake draper draw
drew drink drive driver drum dry duck duke dunn early earl east elder english fair faith fall falls
farmer farthing fast fear feather fence fern field fields finch fir first fish fisher fitch flag
flat flint flood floor flower flowers fold ford forest fort forth foster fountain fox francis frank
free freeman french friend frost fry fuller funnel gage gale game games garden gardener gardens
garland gate gates gentle gift gill glass glen glover gold good goode grace grain grange grant grave
graves gray green greenwood grey grip groom ground grove guard guest guide gull gun hail hale hall
halls ham hammer hand hands hanger harbour hard hardy harm harper harvest hatch haven hawk hay head
heal heard heart heath heather hedge hedges hide high hill hills hobby hole holiday holly holmes
honey hood hook hope horn horne horner host house howe hunt hunter hurst ice iron irons jack jewel
joiner jolly joy judge just justice keen keeper key keys kettle kind king kitchen knight knock lake
lakes lamb lamp land lane large law lawn laws lay leach lead leader leaf leak lee leek legg lemon
light lime line lines link lion list lister little lock locke lodge long lord love low lumber maiden
main major male man manor maple marble march mark market marks marsh marshall mason mast masters
match may mead meadow meadows mean meek mercer merit merry mild miles mill miller mills mine minor
mint mist mole money monk moody moon moor moore moss motion mould mount nail neat need new newman
nice night noble north oak oakes oaks oates old orchard page pages pain pair palm park parker parks
parson parsons part pass patch path pay peace peach peacock peak pear penny pepper perry piano pick
pier pike pine pink pipe pitt pitts place plain plan plank plant plate platt pledge plum plumb pole
pond pool poole poor pope port porter post potter pound pounds power powers pray price pride priest
prime prince prior proud pulley purchase purse quail quick rain ram ramp rank raven ray read reader
reading ready real reed reeves rice rich ride rider ridge ring rise river rivers road roads robin
rock roll rolls roof root rope rose rough round row rule rules rush rust sage sales salt sample
sand sands savage saw scales scope seal search season self sell service settle shade shark sharp
shaw sheen shell shepherd shield shine ship shoe shoes shore short shot show side sign silk silver
simple singer single skill skinner sky slack slater sleep slope small smart smith smoke snow sole
song south spain spark speed spence spicer spring square squire stable staff stage stamp stand star
start state steel steer step stern steward stick still stock stocks stone stones store storm story
straight strain strange stream street stretch stride strong summer summers sun swallow swan sweet
swift sword table tack tall tank taper tart taylor tear teller temple tender terry thatcher thick
thorn thunder tide tidy tile till tiller timber tipping todd toll tong tower town towns trace train
travel travers treasure tree trees trick trim trip truck true tuck turf turner twist tyler usher
vale vane vicar vicars vice vine voice wade wait waite wake walker wall waller walls want ward wards
ware warden warm wash watch water waters way weather weaver webb week weeks weir well wells west
whale wharf wheat wheel wheeler whip white wild wilde will willow wills wind winder window wine wing
winner winter winters wise wish wolf wood wooden woodland woods wool word words work works worm
worth wright yard yards year yeoman york young
`);
