/** Words of which the names of a council's services and teams are made. */
export const SERVICE_WORDS: ReadonlySet<string> = new Set(
  `access accountancy accounts admissions adult adults allocations amenities appeals applications
arboricultural archaeology archives area arts assessment asset assets audit audits banking beaches
benefit benefits bereavement biodiversity building buildings burials business by-election campaigns
capital car care carbon casework cashiers catering cemeteries cemetery chief children children's
childrens civil cleansing climate coast coastal commercial commissioning committee committees
communications community complaints compliance comms conduct conservation construction contact
contract contracts control corporate council countryside county credit culture customer customers
data debt debtors delivery democracy democratic depot design development digital disability district
drainage duty early ecology economic economy education election elections electoral emergency
enforcement engineering environment environmental equalities equality estate estates establishment
events exchequer facilities families family finance financial fleet flood flooding food foi fostering
fraud gardening governance grants grounds growth health heritage highway highways homelessness homes
hostels house housing hr human ict improvement inclusion income information infrastructure
insurance intelligence internal inspections investigation investigations it justice land landlord
landscape law learner learning legal leisure lettings libraries library licences licensing lifeguard
lighting litigation local maintenance major management market marketing markets media member members
members' member's minerals monitoring mooring museum museums neighbourhood neighbourhoods network
noise open operations organisational outdoor parking parks partnership partnerships patrol payroll
pensions people people's performance personnel pest place places planning play policy pollution
ports press prevention print procurement programme programmes project projects property protection
public publicity purchasing quality rates records recovery recreation recruitment recycling refuse
regeneration registrars registration regulatory renewal repairs rents rent research residential
resilience resource resources response revenue revenues rights risk road roads safeguarding safety
school schools scrutiny section security send service services sheltered sickness site sites skills
social solutions spaces sport sports staff staffing standards stock strategic strategy street
streets streetscene streetworks structural supervision support sustainability sustainable systems
tax taxi technical technology telecare tenancy tenancies theatre tourism town trading traffic
training transformation transport travel treasury tree trees urban validation valuation vehicle
venues volunteer warden waste water welfare wellbeing wildlife works workforce young youth`.split(
    /\s+/,
  ),
);

/** Small words inside a service's name: `waste and recycling`. */
export const SERVICE_JOINERS: ReadonlySet<string> = new Set(['and', '&', 'the']);

/** What may close it: `head of the planning department`. */
export const UNIT_WORDS: ReadonlySet<string> = new Set(
  'department dept service services team section division unit directorate office'.split(' '),
);

/** Nouns of which posts are made when a service stands before: `the tree officer`. */
export const POST_NOUNS: ReadonlySet<string> = new Set(
  `officer manager engineer surveyor inspector solicitor lawyer planner clerk accountant treasurer
auditor adviser advisor coordinator co-ordinator supervisor lead registrar assessor warden ranger
ecologist archivist librarian secretary chief boss director head caseworker valuer foreman`.split(
    /\s+/,
  ),
);

/** Nouns that open a post of the shape `head of planning`. */
export const HEADS: ReadonlySet<string> = new Set(['head', 'director', 'chief', 'manager']);

/** Words that may stand before a service in a post: `the senior planning officer`. */
export const GRADES: ReadonlySet<string> = new Set(
  'senior principal lead chief junior assistant deputy trainee graduate interim acting corporate executive strategic area case section duty team group service borough county city district town parish liaison returning reporting'.split(
    ' ',
  ),
);
