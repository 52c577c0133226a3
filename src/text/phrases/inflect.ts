/** Irregular forms after the base form; regular ones are made by rule. */
const IRREGULAR = `
be is are was were been being am
have has had having
do does did done doing
go goes went gone going
get gets got getting gotten
give gives gave given giving
take takes took taken taking
make makes made making
say says said saying
tell tells told telling
know knows knew known knowing
think thinks thought thinking
see sees saw seen seeing
come comes came coming
find finds found finding
keep keeps kept keeping
let lets letting
put puts putting
leave leaves left leaving
bring brings brought bringing
write writes wrote written writing
send sends sent sending
lose loses lost losing
hold holds held holding
speak speaks spoke spoken speaking
pay pays paid paying
hear hears heard hearing
sit sits sat sitting
stand stands stood standing
run runs ran running
read reads reading
show shows showed shown showing
cut cuts cutting
set sets setting
hide hides hid hidden hiding
forget forgets forgot forgotten forgetting
drop drops dropped dropping
slip slips slipped slipping
pop pops popped popping
stop stops stopped stopping
plan plans planned planning
forward forwards forwarded forwarding
sell sells sold selling
buy buys bought buying
feel feels felt feeling
mean means meant meaning
meet meets met meeting
win wins won winning
choose chooses chose chosen choosing
draw draws drew drawn drawing
throw throws threw thrown throwing
break breaks broke broken breaking
bend bends bent bending
lean leans leaned leant leaning
spend spends spent spending
lend lends lent lending
teach teaches taught teaching
catch catches caught catching
fight fights fought fighting
understand understands understood understanding
begin begins began begun beginning
bury buries buried burying
shut shuts shutting
hit hits hitting
ring rings rang rung ringing
sing sings sang sung singing
wake wakes woke woken waking
fall falls fell fallen falling
grow grows grew grown growing
wear wears wore worn wearing
swear swears swore sworn swearing
tear tears tore torn tearing
drive drives drove driven driving
rise rises rose risen rising
sleep sleeps slept sleeping
`;

const forms = new Map<string, readonly string[]>();
for (const line of IRREGULAR.trim().split('\n')) {
  const all = line.trim().split(' ');
  forms.set(all[0]!, all);
}

/** Every common form of a verb or noun: `inflect('copy')` → copy, copies, copied, copying. */
export function inflect(base: string): readonly string[] {
  const known = forms.get(base);
  if (known !== undefined) return known;
  if (/[^aeiou]y$/.test(base)) {
    const stem = base.slice(0, -1);
    return [base, `${stem}ies`, `${stem}ied`, `${base}ing`];
  }
  if (base.endsWith('e')) return [base, `${base}s`, `${base}d`, `${base.slice(0, -1)}ing`];
  if (/(s|x|z|ch|sh)$/.test(base)) return [base, `${base}es`, `${base}ed`, `${base}ing`];
  const doubled = /^[^aeiou]*[aeiou][bdgmnprt]$/.test(base) ? base + base.at(-1) : base;
  return [base, `${base}s`, `${doubled}ed`, `${doubled}ing`];
}
