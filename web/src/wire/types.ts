// Generated from the `shared` crate by `cargo xtask wire`. Do not edit: change the Rust types.

/**
 * Id of a study area in its definition.
 */
export type AreaId = string;

/**
 * Id of a board on its server: random, lower-case letters and digits.
 */
export type BoardId = string;

/**
 * Id of an opinion finder in its definition.
 */
export type FinderId = string;

/**
 * Id of a sticker kind in its definition.
 */
export type KindId = string;

/**
 * Id of one option of an opinion finder.
 */
export type OptionId = string;

/**
 * Id of an activity of a board's agenda.
 */
export type ActivityId = string;

/**
 * Names a person who shows a name to everybody, for facilitators, who may hide it.
 *
 * It follows from the person alone: so it tells nothing of the name, which may have been
 * erased, and nothing leads from it to their stickers and answers, which are named by `seq`.
 */
export type GuestId = string;

/**
 * A point on the ground, `[longitude, latitude]` on the wire, in 1e-5 degree.
 */
export type Position = [lon: number, lat: number];

/**
 * One board definition, complete and checked.
 */
export type Definition = { 
/**
 * Stable name of the definition, for instance `gowell-glasgow`.
 */
id: string, 
/**
 * The board's title, shown on every page.
 */
title: string, 
/**
 * Language of the definition's words, as a BCP 47 tag (`en`).
 */
language: string, 
/**
 * What people read when they arrive.
 */
welcome: Welcome, 
/**
 * Lines to show wherever the map is shown: who made it, who holds rights.
 */
attribution: Array<string>, 
/**
 * The part of the world the map opens on: west, south, east, north in 1e-5 degree.
 */
bounds: [number, number, number, number], 
/**
 * The grid that a `street` sticker is rounded to: longitude step, latitude step in 1e-5
 * degree; about 100 m each way at the board's middle latitude.
 */
street_grid: [number, number], 
/**
 * The kinds of study area, in the order of the file.
 */
area_types: Array<AreaType>, 
/**
 * The study areas, in the order of the file.
 */
areas: Array<Area>, 
/**
 * The legend.
 */
kinds: Array<StickerKind>, 
/**
 * The opinion finders, in the order in which they are meant to be opened.
 */
finders: Array<Finder>, 
/**
 * The sketch map that lies under the areas.
 */
base: BaseMap, };

/**
 * The first words on the phone.
 */
export type Welcome = { 
/**
 * A short greeting.
 */
heading: string, 
/**
 * One or two friendly sentences.
 */
text: string, };

/**
 * A type of study area in plain words.
 */
export type AreaType = { 
/**
 * Short id, for instance `TRA`.
 */
id: string, 
/**
 * Its full name.
 */
name: string, 
/**
 * What it means for the people who live there.
 */
plain: string, };

/**
 * A study area: a polygon of the map with an id, a name and a type.
 */
export type Area = { 
/**
 * Stable id, for instance `red-road`.
 */
id: AreaId, 
/**
 * The name people know.
 */
name: string, 
/**
 * Other names that people may search for.
 */
also: Array<string>, 
/**
 * Id of its [`AreaType`].
 */
type: string, 
/**
 * One line about the place.
 */
note: string | null, 
/**
 * Where a label or a leader line points.
 */
centre: Position, 
/**
 * Ground size in square metres (geodesic), so that smaller areas can be asked first.
 */
size_m2: number, 
/**
 * Polygons; each is a list of closed rings, the outer one first; each ring is delta-coded:
 * `[lon, lat, dlon, dlat, dlon, dlat, …]` in 1e-5 degree.
 */
polygons: Array<Array<Array<number>>>, };

/**
 * How exactly a sticker of a kind says where.
 */
export type Precision = "area" | "street" | "exact";

/**
 * The outline of a sticker: shape before colour.
 */
export type Shape = "house" | "heart" | "star" | "circle" | "square" | "triangle" | "diamond" | "flower" | "footprint";

/**
 * A named colour of the palette; the pages know its light, dark and forced-colours forms.
 */
export type Colour = "coral" | "teal" | "plum" | "amber" | "leaf" | "sky";

/**
 * An entry of the legend.
 */
export type StickerKind = { 
/**
 * Stable id, for instance `lived`.
 */
id: KindId, 
/**
 * In the first person: 'I lived here'.
 */
label: string, 
/**
 * For counts on the display: 'lived here'.
 */
short: string, 
/**
 * How exactly it says where.
 */
precision: Precision, 
/**
 * Its outline.
 */
shape: Shape, 
/**
 * Its colour.
 */
colour: Colour, };

/**
 * An entry of the legend that a new board is to have.
 */
export type KindWish = KindId | OwnKind;

/**
 * An entry of the legend as somebody wants it.
 */
export type OwnKind = { 
/**
 * Which of the template's it is in other words; a new one, which gets an id, if absent.
 */
id?: KindId, 
/**
 * What somebody says with it, at most `KIND_CHARS` characters.
 */
label: string, 
/**
 * The same after a number, at most `KIND_CHARS` characters.
 */
short: string, 
/**
 * How exactly it says where.
 */
precision: Precision, 
/**
 * Its outline; no other entry has the same.
 */
shape: Shape, 
/**
 * Its colour.
 */
colour: Colour, };

/**
 * A question with a form of answer.
 */
export type Finder = { 
/**
 * Stable id.
 */
id: FinderId, 
/**
 * The question.
 */
question: string, 
/**
 * A line of help under it.
 */
hint?: string | null, 
/**
 * How it is answered.
 */
form: Form, 
/**
 * Counts of fewer people than this are withheld from the public. 1 withholds none.
 */
threshold: number, 
/**
 * Whether its tally is shown from its opening on, without a reveal.
 */
live?: boolean, 
/**
 * Counts are also given by study area: that of each person's newest sticker of this kind.
 * Needs a threshold of at least 2.
 */
by_area?: KindId, };

/**
 * The sketch map, merged and grouped by what is drawn alike, in drawing order.
 */
export type BaseMap = { 
/**
 * What its numbers count, in 1e-5 degree: a sketch needs no finer grid, and coarser numbers
 * make the first load smaller.
 */
step: number, 
/**
 * Shapes from the bottom up.
 */
layers: Array<BaseLayer>, 
/**
 * Words and points on the map.
 */
labels: Array<BaseLabels>, };

/**
 * Everything of one look: all the parks, all the motorways.
 */
export type BaseLayer = { 
/**
 * `water`, `park`, `boundary`, `waterway`, `road`, `rail`.
 */
kind: string, 
/**
 * The finer class, for instance `motorway` or `cemetery`.
 */
class: string, 
/**
 * Whether its paths are rings to fill.
 */
fill: boolean, 
/**
 * Lines or rings, delta-coded like the outlines of areas, in steps.
 */
paths: Array<Array<number>>, };

/**
 * Named points of one class, from west to east.
 */
export type BaseLabels = { 
/**
 * `place`, `station`, `landmark`.
 */
kind: string, 
/**
 * The finer class, for instance `district`, `rail`, `museum`.
 */
class: string, 
/**
 * What is written.
 */
names: Array<string>, 
/**
 * Longitudes in steps, each as the difference from the one before.
 */
lon: Array<number>, 
/**
 * Latitudes in steps, likewise.
 */
lat: Array<number>, };

/**
 * What pages fetch of a definition when the first screen stands: what it does not show.
 */
export type Later = { 
/**
 * The opinion finders, in the order in which they are meant to be opened.
 */
finders: Array<Finder>, 
/**
 * Layers of the sketch map, in drawing order: the first part has each of them without paths,
 * where it lies among the others.
 */
layers: Array<BaseLayer>, 
/**
 * Words of the sketch map.
 */
labels: Array<BaseLabels>, };

/**
 * One thing that can be chosen.
 */
export type ChoiceOption = { 
/**
 * Stable id within the finder.
 */
id: OptionId, 
/**
 * What people read.
 */
label: string, };

/**
 * How an opinion finder is answered.
 */
export type Form = { "form": "knowledge", 
/**
 * What can be known.
 */
options: Array<ChoiceOption>, 
/**
 * Whether each chosen kind may say how deep.
 */
depth: boolean, 
/**
 * Whether people may add an entry of their own.
 */
own: boolean, } | { "form": "choice", 
/**
 * What can be chosen.
 */
options: Array<ChoiceOption>, 
/**
 * Whether more than one may be chosen.
 */
many: boolean, } | { "form": "line", 
/**
 * Name of the end at 0.
 */
from: string, 
/**
 * Name of the end at 1000.
 */
to: string, } | { "form": "dots", 
/**
 * What can get dots; empty where the study areas can.
 */
options: Array<ChoiceOption>, 
/**
 * Whether the board's study areas get the dots instead of options.
 */
areas: boolean, 
/**
 * How many dots each person has, from 1 to `DOTS_MAX`.
 */
dots: number, } | { "form": "words", 
/**
 * The word bank; may be empty where own words are allowed.
 */
bank: Array<ChoiceOption>, 
/**
 * How many words each person may say, from 1 to `WORDS_MAX`.
 */
most: number, 
/**
 * Whether people may say words of their own.
 */
own: boolean, } | { "form": "target", 
/**
 * Two to six statements.
 */
statements: Array<ChoiceOption>, } | { "form": "quadrant", 
/**
 * From left to right.
 */
across: Axis, 
/**
 * From the bottom to the top.
 */
up: Axis, } | { "form": "rank", 
/**
 * What is put in order: two to eight things.
 */
options: Array<ChoiceOption>, } | { "form": "wall", 
/**
 * Two to four prompts.
 */
prompts: Array<ChoiceOption>, };

/**
 * One participant's present answer.
 */
export type Answer = { "form": "knowledge", 
/**
 * The kinds that apply, each at most once.
 */
chosen: Array<Chosen>, 
/**
 * An entry of one's own: personal words, at most `OWN_ENTRY_CHARS` characters.
 */
own?: string, } | { "form": "choice", 
/**
 * The options chosen, each at most once.
 */
chosen: Array<OptionId>, } | { "form": "line", 
/**
 * Where on the line, or not sure.
 */
at: LinePoint, } | { "form": "dots", 
/**
 * Where my dots went, each option at most once; together at most as many as I have.
 */
given: Array<Given>, } | { "form": "words", 
/**
 * Words of the bank, each at most once.
 */
chosen: Array<OptionId>, 
/**
 * Words of one's own: personal, each at most `OWN_WORD_CHARS` characters.
 */
own?: Array<string>, } | { "form": "target", 
/**
 * Where I put which statement, each at most once, at least one.
 */
aimed: Array<Aimed>, } | { "form": "quadrant", 
/**
 * Where, or not sure.
 */
at: QuadrantPoint, } | { "form": "rank", 
/**
 * Options, each at most once, the most important first; at least one.
 */
order: Array<OptionId>, } | { "form": "wall", 
/**
 * My notes, at most `WALL_NOTES` of them.
 */
notes: Array<WallNote>, } | { "form": "skip", };

/**
 * The counts over all answers; no participant can be told from it but by the number of people.
 */
export type Tally = { "form": "knowledge" } & KnowledgeTally | { "form": "choice" } & ChoiceTally | { "form": "line" } & LineTally | { "form": "dots" } & DotsTally | { "form": "words" } & WordsTally | { "form": "target" } & TargetTally | { "form": "quadrant" } & QuadrantTally | { "form": "rank" } & RankTally | { "form": "wall" } & WallTally;

/**
 * How well somebody knows a kind of thing. Words, not a score.
 */
export type Depth = "heard" | "some" | "tell";

/**
 * A kind of knowledge that applies.
 */
export type Chosen = { 
/**
 * Which kind.
 */
option: OptionId, 
/**
 * How deep, if said.
 */
depth?: Depth, };

/**
 * How many people bring each kind.
 */
export type KnowledgeTally = { 
/**
 * How many people answered.
 */
people: number | null, 
/**
 * A row for each option, in the definition's order.
 */
options: Array<KnowledgeRow>, 
/**
 * Entries of people's own, in the order of their names on the board. The public's are without
 * those that the facilitator hid.
 */
own: Array<OwnEntry>, };

/**
 * The people who bring one kind of knowledge.
 */
export type KnowledgeRow = { 
/**
 * Which kind.
 */
option: OptionId, 
/**
 * How many people chose it.
 */
people: number | null, 
/**
 * Of these: heard of it, know some, could tell others.
 */
depths: [number | null, number | null, number | null], };

/**
 * An entry in somebody's own words.
 */
export type OwnEntry = { 
/**
 * With `part`, its name on the board, by which a facilitator can show or hide it.
 */
seq: number, 
/**
 * Which text of that entry it was.
 */
part?: number, 
/**
 * The words, as plain text.
 */
words: string, 
/**
 * Facilitator only: how it stands, if not everybody sees it.
 */
standing?: Standing, 
/**
 * Facilitator only: its author is muted.
 */
muted?: boolean, };

/**
 * The answers of the people of one study area.
 */
export type AreaTally = { 
/**
 * Which area.
 */
area: AreaId, 
/**
 * The counts over them, as far as they may be shown.
 */
tally: Tally, };

/**
 * The dots that one option got from somebody.
 */
export type Given = { 
/**
 * Which option; for dots over areas, the area's id.
 */
option: OptionId, 
/**
 * How many dots, at least one.
 */
dots: number, };

/**
 * Where the dots went.
 */
export type DotsTally = { 
/**
 * How many people answered.
 */
people: number | null, 
/**
 * A row for each option, in the definition's order; for areas, only those that got any
 * and show them.
 */
options: Array<DotsRow>, };

/**
 * The dots that one option got.
 */
export type DotsRow = { 
/**
 * Which option; for dots over areas, the area's id.
 */
option: OptionId, 
/**
 * How many dots it got.
 */
dots: number | null, 
/**
 * From how many people: withheld wherever small counts are, as it would tell who gave more
 * than one.
 */
people: number | null, };

/**
 * How often each word was said.
 */
export type WordsTally = { 
/**
 * How many people answered.
 */
people: number | null, 
/**
 * A row for each word of the bank, in the definition's order.
 */
bank: Array<BankRow>, 
/**
 * Words of people's own, the most said first. Words that differ only in case and outer marks
 * count as one.
 */
own: Array<OwnRow>, };

/**
 * The people who said one word of the bank.
 */
export type BankRow = { 
/**
 * Which word.
 */
option: OptionId, 
/**
 * How many people said it.
 */
people: number | null, };

/**
 * The people who said one word of their own.
 */
export type OwnRow = { 
/**
 * How many people said it. Words of too few people are not in the public's tally at all.
 */
people: number, 
/**
 * With `part`, its name on the board, by which a facilitator can show or hide it.
 */
seq: number, 
/**
 * Which text of that entry it was.
 */
part?: number, 
/**
 * The words, as plain text.
 */
words: string, 
/**
 * Facilitator only: how it stands, if not everybody sees it.
 */
standing?: Standing, 
/**
 * Facilitator only: its author is muted.
 */
muted?: boolean, };

/**
 * Where somebody put one statement.
 */
export type Aimed = { 
/**
 * Which statement.
 */
option: OptionId, 
/**
 * In which ring: 0 is the middle, `TARGET_RINGS` - 1 the outermost.
 */
ring: number, };

/**
 * Where the statements lie.
 */
export type TargetTally = { 
/**
 * How many people answered.
 */
people: number | null, 
/**
 * A row for each statement, in the definition's order.
 */
statements: Array<TargetRow>, };

/**
 * Where people put one statement.
 */
export type TargetRow = { 
/**
 * Which statement.
 */
option: OptionId, 
/**
 * How many people put it anywhere.
 */
people: number | null, 
/**
 * People for each ring, from the middle outwards.
 */
rings: Array<number | null>, };

/**
 * One of the two directions of a quadrant.
 */
export type Axis = { 
/**
 * Name of the end at 0: left, or bottom.
 */
from: string, 
/**
 * Name of the end at `LINE_END`: right, or top.
 */
to: string, };

/**
 * Where somebody stands.
 */
export type QuadrantPoint = { "kind": "point", 
/**
 * Thousandths of the way from the first end of the horizontal axis to the second.
 */
x: number, 
/**
 * The same for the vertical axis, from the bottom up.
 */
y: number, } | { "kind": "not_sure", };

/**
 * How many people stand where, on a grid of equal cells.
 */
export type QuadrantTally = { 
/**
 * How many people answered.
 */
people: number | null, 
/**
 * Cells along each side: `QUADRANT_CELLS`, or 2 where small counts are withheld.
 */
side: number, 
/**
 * People in each cell, row by row from the bottom, each from the left.
 */
cells: Array<number | null>, 
/**
 * People who are not sure.
 */
not_sure: number | null, };

/**
 * The order of all together.
 */
export type RankTally = { 
/**
 * How many people answered.
 */
people: number | null, 
/**
 * A row for each option, in the definition's order.
 */
options: Array<RankRow>, };

/**
 * How people ranked one option.
 */
export type RankRow = { 
/**
 * Which option.
 */
option: OptionId, 
/**
 * Its place in the order of all together, from 1 on; equal places for equal points. Withheld
 * when too few people answered to tell.
 */
place: number | null, 
/**
 * People who put it in each place, from the first on. All withheld wherever small counts are:
 * of some of them the order would tell the others.
 */
places: Array<number | null>, };

/**
 * One note that somebody wrote.
 */
export type WallNote = { 
/**
 * Under which prompt.
 */
prompt: OptionId, 
/**
 * Personal words, at most `WALL_NOTE_CHARS` characters.
 */
words: string, };

/**
 * What hangs on the wall.
 */
export type WallTally = { 
/**
 * How many people wrote something that is shown.
 */
people: number | null, 
/**
 * A row for each prompt, in the definition's order.
 */
prompts: Array<WallRow>, };

/**
 * The notes under one prompt.
 */
export type WallRow = { 
/**
 * Which prompt.
 */
prompt: OptionId, 
/**
 * The notes, in the order of their names. The public's are those that are shown.
 */
notes: Array<OwnEntry>, };

/**
 * How many people chose each option.
 */
export type ChoiceTally = { 
/**
 * How many people answered.
 */
people: number | null, 
/**
 * A row for each option, in the definition's order.
 */
options: Array<ChoiceRow>, };

/**
 * The people who chose one option.
 */
export type ChoiceRow = { 
/**
 * Which option.
 */
option: OptionId, 
/**
 * How many people chose it.
 */
people: number | null, };

/**
 * Where somebody stands.
 */
export type LinePoint = { "kind": "point", 
/**
 * Thousandths of the way from the first end to the second.
 */
value: number, } | { "kind": "not_sure", };

/**
 * How many people stand where, in bins of equal width.
 */
export type LineTally = { 
/**
 * How many people answered.
 */
people: number | null, 
/**
 * People in each of [`LINE_BINS`] equal parts of the line, from the first end on.
 */
bins: Array<number | null>, 
/**
 * People who are not sure.
 */
not_sure: number | null, };

/**
 * What somebody may do on a board.
 */
export type Role = "participant" | "display" | "facilitator" | "system";

/**
 * Where a sticker goes: an area for kinds of precision `area`, a point for the others.
 */
export type Place = { "area": AreaId } | { "point": Position };

/**
 * One wish of a client. Imperative; every variant has braces so that unknown fields are refused.
 */
export type Command = { "do": "place", 
/**
 * Of which kind.
 */
kind: KindId, 
/**
 * Where.
 */
place: Place, 
/**
 * A few words with it, at most `NOTE_CHARS` characters.
 */
note?: string, } | { "do": "change", 
/**
 * The id of the command that placed it.
 */
sticker: string, 
/**
 * Its kind from now on.
 */
kind: KindId, 
/**
 * Its place from now on; needed when the new kind has another precision.
 */
place?: Place, 
/**
 * Its note from now on; none takes the note away.
 */
note?: string, } | { "do": "take_back", 
/**
 * The id of the command that placed it.
 */
sticker: string, } | { "do": "answer", 
/**
 * Which one.
 */
finder: FinderId, 
/**
 * My answer from now on.
 */
answer: Answer, 
/**
 * In which round of the question I gave it, as its view said (`FinderView`), so that what
 * waited on the way counts for no later one. Without it, for whichever it is.
 */
round?: number, } | { "do": "take_back_answer", 
/**
 * To which opinion finder.
 */
finder: FinderId, } | { "do": "set_name", 
/**
 * At most `NAME_CHARS` characters.
 */
name?: string, 
/**
 * Whether everybody may read it in the list of who is here.
 */
shown?: boolean, } | { "do": "note_consent", } | { "do": "erase", } | { "do": "set_finder_open", 
/**
 * Which one.
 */
finder: FinderId, 
/**
 * Whether answers are taken.
 */
open: boolean, } | { "do": "set_finder_revealed", 
/**
 * Which one.
 */
finder: FinderId, 
/**
 * Whether everybody sees the tally.
 */
revealed: boolean, } | { "do": "set_locked", 
/**
 * Whether placing is paused.
 */
locked: boolean, } | { "do": "set_hidden", 
/**
 * With `part`, its name on the board.
 */
seq: number, 
/**
 * Which part: of a sticker, 0 is the sticker and 1 its note; of an answer, which text.
 */
part?: number, 
/**
 * Whether it is hidden.
 */
hidden: boolean, 
/**
 * Why, for its author.
 */
why?: Why, } | { "do": "set_name_hidden", 
/**
 * Whose.
 */
guest: GuestId, 
/**
 * Whether it is hidden.
 */
hidden: boolean, 
/**
 * Why, for its owner.
 */
why?: Why, } | { "do": "set_muted", 
/**
 * The name of a sticker, or of a text of an answer, of theirs.
 */
seq: number, 
/**
 * Which text.
 */
part?: number, 
/**
 * Whether they are paused.
 */
muted: boolean, 
/**
 * Why, for them.
 */
why?: Why, } | { "do": "go_to", 
/**
 * Which one.
 */
activity: ActivityId, } | { "do": "put_activity", 
/**
 * The whole activity.
 */
activity: Activity, 
/**
 * The activity that a new one comes before; at the end if none.
 */
before?: ActivityId, } | { "do": "move_activity", 
/**
 * Which one.
 */
activity: ActivityId, 
/**
 * The one that it comes before; to the end if none.
 */
before?: ActivityId, } | { "do": "remove_activity", 
/**
 * Which one.
 */
activity: ActivityId, } | { "do": "set_activity_state", 
/**
 * Which one.
 */
activity: ActivityId, 
/**
 * How it stands from now on.
 */
state: ActivityState, } | { "do": "set_timer", 
/**
 * How long from now on, in milliseconds; none puts it away.
 */
ms?: number, } | { "do": "bring", } | { "do": "put_finder", 
/**
 * The whole opinion finder.
 */
finder: Finder, } | { "do": "ask_again", 
/**
 * Which one.
 */
finder: FinderId, } | { "do": "set_quiet", 
/**
 * Whether it is quiet.
 */
quiet: boolean, } | { "do": "set_archived", 
/**
 * Whether it is put away.
 */
archived: boolean, } | { "do": "show_area", 
/**
 * Which one.
 */
area?: AreaId, } | { "do": "set_ended", 
/**
 * Whether it has ended.
 */
ended: boolean, };

/**
 * Why a command was not done. The code is stable; pages translate by it.
 */
export type RefusalCode = "bad_id" | "wrong_role" | "too_fast" | "not_stored" | "too_long" | "unknown_kind" | "unknown_area" | "unknown_finder" | "unknown_option" | "unknown_sticker" | "unknown_name" | "wrong_place" | "out_of_bounds" | "wrong_form" | "empty_answer" | "finder_closed" | "asked_again" | "placing_locked" | "session_ended" | "too_many_stickers" | "board_full" | "muted" | "view_only" | "unknown_activity" | "activity_in_use" | "too_many" | "bad_finder" | "finder_in_use" | "archived" | "erased" | "definition_in_use";

/**
 * One step of the workshop, as the facilitator plans it.
 */
export type Activity = { 
/**
 * Its id on this board.
 */
id: ActivityId, 
/**
 * What is done in it.
 */
kind: ActivityKind, 
/**
 * What it is called, at most `ACTIVITY_TITLE_CHARS` characters.
 */
title: string, 
/**
 * What people read during it, at most `ACTIVITY_TEXT_CHARS` characters.
 */
text?: string, 
/**
 * The opinion finder that it asks.
 */
finder?: FinderId, 
/**
 * The study area that it is about.
 */
area?: AreaId, 
/**
 * How long it is meant to take, in minutes.
 */
minutes?: number, 
/**
 * Whether words written in it wait until the facilitator shows them.
 */
approval?: boolean, 
/**
 * Whether the facilitator has left it out.
 */
skipped?: boolean, 
/**
 * How it stands.
 */
state: ActivityState, 
/**
 * Facilitator only: notes to oneself, at most `ACTIVITY_NOTES_CHARS` characters.
 */
notes?: string, };

/**
 * What is done in an activity.
 */
export type ActivityKind = "welcome" | "stickers" | "finder" | "finding" | "story" | "tour" | "vote" | "break" | "reflection" | "close";

/**
 * What people can do in an activity.
 */
export type ActivityState = "hidden" | "open" | "view_only" | "closed";

/**
 * The time that an activity has, counted by the server's clock.
 */
export type Timer = { 
/**
 * When it was started, milliseconds since 1970-01-01 UTC.
 */
started_ms: number, 
/**
 * How long it runs, in milliseconds.
 */
length_ms: number, };

/**
 * An invitation to everybody to come to where the board is.
 */
export type Call = { 
/**
 * Its name: the entry that made it.
 */
rev: number, 
/**
 * When it was made, milliseconds since 1970-01-01 UTC.
 */
at_ms: number, };

/**
 * Whether others see some words.
 */
export type Standing = { "is": "shown" } | { "is": "waiting" } | { "is": "hidden" } & Why;

/**
 * Why something was hidden or somebody muted, as its author reads it.
 */
export type Why = { 
/**
 * The reason, which everybody may read.
 */
reason: Reason, 
/**
 * More of it, for the author alone.
 */
words?: string, };

/**
 * A reason that a facilitator can give.
 */
export type Reason = "private" | "about_somebody" | "hurtful" | "elsewhere" | "mistake" | "other";

/**
 * Something that a facilitator did to somebody else's thing. It names neither the person nor the
 * thing.
 */
export type Handled = { 
/**
 * The entry that did it.
 */
rev: number, 
/**
 * Server time, milliseconds since 1970-01-01 UTC.
 */
at_ms: number, 
/**
 * What was done.
 */
deed: Handling, 
/**
 * To what kind of thing.
 */
to: Handle, 
/**
 * Why, if a reason was given.
 */
reason?: Reason, 
/**
 * The deed that paused somebody, which this one ends or takes the place of.
 */
ends?: number, };

/**
 * What a facilitator can do to somebody else's thing.
 */
export type Handling = "hidden" | "restored" | "approved" | "muted" | "unmuted";

/**
 * The kinds of things that can be handled.
 */
export type Handle = "sticker" | "note" | "words" | "name" | "placing";

/**
 * One change of the board. Applying it twice does nothing more.
 */
export type Change = { "t": "sticker" } & StickerView | { "t": "sticker_gone", 
/**
 * Its name.
 */
seq: number, } | { "t": "finder" } & FinderView | { "t": "locked", 
/**
 * Whether it is paused.
 */
locked: boolean, } | { "t": "showing", 
/**
 * Which one.
 */
area: AreaId | null, } | { "t": "ended", 
/**
 * Whether it has ended.
 */
ended: boolean, } | { "t": "defined", 
/**
 * Its content hash.
 */
definition: string, } | { "t": "agenda" } & AgendaView | { "t": "timer", 
/**
 * None when it was put away.
 */
timer: Timer | null, } | { "t": "call", 
/**
 * The invitation.
 */
call: Call | null, } | { "t": "quiet", 
/**
 * Whether it is quiet.
 */
quiet: boolean, } | { "t": "archived", 
/**
 * Whether it was put away.
 */
archived: boolean, } | { "t": "guests", 
/**
 * The names.
 */
names: Array<string>, } | { "t": "handled" } & Handled | { "t": "names", 
/**
 * The names.
 */
names: Array<string>, 
/**
 * Those among them that their owners show to everybody.
 */
guest_names?: Array<GuestName>, };

/**
 * Where the workshop stands, as others see it.
 */
export type AgendaView = { 
/**
 * The activities in their order; for the public, without hidden ones and notes.
 */
activities: Array<Activity>, 
/**
 * The one that the board is in; none where there is no agenda.
 */
now: ActivityId | null, 
/**
 * Stickers are neither put nor changed: the agenda has activities for them, and none is open.
 */
stickers_closed?: boolean, };

/**
 * One sticker as others see it: no author.
 */
export type StickerView = { 
/**
 * Its name on the board.
 */
seq: number, 
/**
 * Its kind.
 */
kind: KindId, 
/**
 * The study area it lies in, if any.
 */
area: AreaId | null, 
/**
 * Where it is drawn.
 */
at: Position, 
/**
 * A few words with it, as plain text.
 */
note?: string, 
/**
 * Facilitator only: how the note stands, if not everybody sees it.
 */
note_standing?: Standing, 
/**
 * Facilitator only: it is hidden from everybody else.
 */
hidden?: boolean, 
/**
 * Facilitator only: its author's placing and writing is paused.
 */
muted?: boolean, };

/**
 * Where an opinion finder stands, as others see it.
 */
export type FinderView = { 
/**
 * Which one.
 */
id: FinderId, 
/**
 * Whether answers are taken.
 */
open: boolean, 
/**
 * Whether everybody sees the tally.
 */
revealed: boolean, 
/**
 * How often it was asked again.
 */
round?: number, 
/**
 * The finder itself, if it was written or rewritten on this board; the public gets it once
 * it is open, revealed, or named in the agenda.
 */
made?: Finder, 
/**
 * Facilitator only: how many people have answered, skips apart.
 */
answered?: number, 
/**
 * Facilitator only: how many people have skipped it.
 */
skipped?: number, 
/**
 * Facilitator only: answers came or changed after the reveal, and are too few to be added to
 * what the public reads, now that it is closed.
 */
late?: boolean, 
/**
 * The counts: absent for the public until revealed.
 */
tally?: Tally, 
/**
 * The counts of the round before, with `tally`.
 */
before?: Tally, 
/**
 * The counts by study area, where the finder gives them.
 */
by_area?: Array<AreaTally>, 
/**
 * The public's counts stand still while people answer, so that nobody's answer shows in their
 * moving.
 */
frozen?: boolean, };

/**
 * A name that its owner shows to everybody, for the facilitator who may hide it.
 */
export type GuestName = { 
/**
 * Whose, for `set_name_hidden` and for nothing else.
 */
guest: GuestId, 
/**
 * The name.
 */
name: string, 
/**
 * Whether everybody sees it.
 */
standing?: Standing, };

/**
 * Everything that one person put in.
 */
export type Card = { 
/**
 * What they want to be called.
 */
name: string | null, 
/**
 * Whether everybody may read it in the list of who is here.
 */
name_shown?: boolean, 
/**
 * Whether the facilitator lets others read it; absent while they do.
 */
name_standing?: Standing, 
/**
 * Why the facilitator paused my placing and writing, if so.
 */
muted?: Why, 
/**
 * Their stickers, oldest first.
 */
stickers: Array<OwnSticker>, 
/**
 * Their answers.
 */
answers: Array<OwnAnswer>, };

/**
 * One of my stickers.
 */
export type OwnSticker = { 
/**
 * The id of the command that placed it.
 */
id: string, 
/**
 * Its name on the board.
 */
seq: number, 
/**
 * Its kind.
 */
kind: KindId, 
/**
 * The study area it lies in, if any.
 */
area: AreaId | null, 
/**
 * Where it is drawn; none once erased.
 */
at: Position | null, 
/**
 * My words with it.
 */
note: string | null, 
/**
 * How my words stand: whether others see them.
 */
note_standing?: Standing, 
/**
 * Why the facilitator hid it from others, if so.
 */
hidden?: Why, };

/**
 * One of my answers.
 */
export type OwnAnswer = { 
/**
 * To which opinion finder.
 */
finder: FinderId, 
/**
 * What I answered.
 */
answer: Answer, 
/**
 * How each of my own words or notes in it stands; absent while everybody may see them all.
 */
standings?: Array<Standing>, 
/**
 * What I answered in the round before.
 */
before?: Answer, };

/**
 * One change of my card, also when it was made on another device or by the facilitator.
 */
export type OwnChange = { "t": "sticker" } & OwnSticker | { "t": "sticker_gone", 
/**
 * The id of the command that placed it.
 */
id: string, } | { "t": "answer" } & OwnAnswer | { "t": "answer_gone", 
/**
 * Which one.
 */
finder: FinderId, } | { "t": "name", 
/**
 * The name.
 */
name: string | null, 
/**
 * Whether everybody may read it.
 */
shown?: boolean, 
/**
 * Whether the facilitator lets others read it; absent while they do.
 */
standing?: Standing, } | { "t": "muted", 
/**
 * Why it is paused.
 */
why: Why | null, } | { "t": "round", 
/**
 * Which one.
 */
finder: FinderId, 
/**
 * What I answered then.
 */
before: Answer, };

/**
 * Everything a screen needs to draw the board, apart from its definition.
 */
export type Snapshot = { 
/**
 * Which board.
 */
board: BoardId, 
/**
 * The life of its log; another epoch means that revs cannot be compared.
 */
epoch: string, 
/**
 * The rev it shows.
 */
rev: number, 
/**
 * Content hash of its definition.
 */
definition: string, 
/**
 * Whether placing is paused.
 */
locked: boolean, 
/**
 * Whether the session has ended.
 */
ended: boolean, 
/**
 * The area that all screens are pointed at.
 */
showing: AreaId | null, 
/**
 * Whether the board was put away.
 */
archived?: boolean, 
/**
 * Whether signs from people's phones are switched off.
 */
quiet?: boolean, 
/**
 * The agenda, and where in it the board is.
 */
agenda: AgendaView, 
/**
 * The timer, if there is one.
 */
timer?: Timer, 
/**
 * The last invitation to come to where the board is.
 */
call?: Call, 
/**
 * The names of those who want everybody to know that they are here, hidden ones left out.
 */
guests?: Array<string>, 
/**
 * What facilitators did to other people's things, oldest first.
 */
handled?: Array<Handled>, 
/**
 * Every opinion finder: the definition's in its order, then those written on this board.
 */
finders: Array<FinderView>, 
/**
 * Every sticker that this audience may see.
 */
stickers: StickerPack, 
/**
 * Check sum over the stickers, as in a beat.
 */
digest: number, 
/**
 * Facilitator only: the names that people gave.
 */
names?: Array<string>, 
/**
 * Facilitator only: those among them that their owners show to everybody.
 */
guest_names?: Array<GuestName>, };

/**
 * Stickers in groups of one kind and one area: about 3.5 bytes each when compressed, where a list
 * of objects takes 23.
 */
export type StickerPack = { 
/**
 * All stickers, but for notes and hiding.
 */
groups: Array<StickerGroup>, 
/**
 * Names and notes of those that have one.
 */
notes: Array<[number, string]>, 
/**
 * Facilitator only: names of those that are hidden from everybody else.
 */
hidden: Array<number>, 
/**
 * Facilitator only: names of those whose author's placing and writing is paused.
 */
muted?: Array<number>, 
/**
 * Facilitator only: how notes stand that not everybody sees.
 */
standings?: Array<[number, Standing]>, };

/**
 * Stickers of one kind in one area, or outside of all.
 *
 * The sticker at place `i` of the columns is drawn at `origin + step * [lon[i], lat[i]]`.
 */
export type StickerGroup = { 
/**
 * Their kind.
 */
kind: KindId, 
/**
 * The study area they lie in, if any.
 */
area: AreaId | null, 
/**
 * The south-west corner of them all.
 */
origin: Position, 
/**
 * The grid they lie on: 1 or more units of longitude and latitude.
 */
step: [number, number], 
/**
 * Names, ascending, each as the difference from the one before.
 */
seq: Array<number>, 
/**
 * Steps east of the origin.
 */
lon: Array<number>, 
/**
 * Steps north of the origin.
 */
lat: Array<number>, 
/**
 * Where they are, in the place of `lon` and `lat`, which are empty then.
 */
spread?: Spread, };

/**
 * Positions over a square by their numbers, for groups whose stickers are drawn at stand-ins.
 *
 * The position with number `n` is `origin + floor(side * part / 2^32)` on each axis, where `part`
 * are the upper 32 bits of `n * step + 2^63` modulo 2^64, and `step` is 0xC13FA9A902A6328F for
 * longitude and 0x91E10DA5C79E7B1D for latitude.
 */
export type Spread = { 
/**
 * The sides of the square, in units of longitude and latitude, at most 2^20; its south-west
 * corner is the group's origin.
 */
sides: [number, number], 
/**
 * The numbers of the stickers' positions, from 1, each as the difference from the one before.
 */
n: Array<number>, };

/**
 * What a client says. Unknown fields and types are refused.
 */
export type ClientMessage = { "t": "hello", 
/**
 * The protocol version I speak.
 */
protocol: number, 
/**
 * The token from my link or my local storage.
 */
token: string, 
/**
 * The epoch of the board that I have, if any.
 */
epoch?: string, 
/**
 * The rev that I have; 0 for none.
 */
rev: number, 
/**
 * Where I am.
 */
here: Here, } | { "t": "resume", 
/**
 * The snapshot's epoch.
 */
epoch: string, 
/**
 * The snapshot's rev.
 */
rev: number, } | { "t": "command", 
/**
 * A UUIDv7 made by the client.
 */
id: string, 
/**
 * What to do.
 */
command: Command, } | { "t": "doing", 
/**
 * Somebody is in the middle of an answer or a note.
 */
busy: boolean, 
/**
 * So many commands are not acked.
 */
unsent: number, } | { "t": "hand", 
/**
 * Whether it is up.
 */
up: boolean, } | { "t": "show", 
/**
 * Which.
 */
sign: Sign, } | { "t": "lower_hand", 
/**
 * Its number.
 */
number: number, } | { "t": "beat", };

/**
 * Where a participant takes part from.
 */
export type Here = "room" | "remote";

/**
 * What the server says.
 */
export type ServerMessage = { "t": "welcome", 
/**
 * The protocol version of everything that follows.
 */
protocol: number, 
/**
 * Which board.
 */
board: BoardId, 
/**
 * What the token allows.
 */
role: Role, 
/**
 * The life of the board's log.
 */
epoch: string, 
/**
 * The board's rev now.
 */
rev: number, 
/**
 * Content hash of the board's definition.
 */
definition: string, 
/**
 * The board's join code.
 */
join_code: string, 
/**
 * The address that the join code leads to, for people to type or scan.
 */
join_url: string, 
/**
 * Server time, milliseconds since 1970-01-01 UTC.
 */
server_ms: number, 
/**
 * How the client gets from what it has to now.
 */
resume: Resume, 
/**
 * Participants only: everything that they put in.
 */
card?: Card, 
/**
 * Who is here.
 */
presence: Presence, 
/**
 * Hands that are up, and signs so far.
 */
signs: Signs, } | { "t": "ack", 
/**
 * Its id.
 */
id: string, 
/**
 * The rev of its entry.
 */
rev: number, 
/**
 * What came of it.
 */
outcome: AckOutcome, } | { "t": "refused", 
/**
 * Its id.
 */
id: string, 
/**
 * Why.
 */
code: RefusalCode, 
/**
 * Why, in plain English.
 */
words: string, 
/**
 * Send it again after this many milliseconds; absent if that would not help.
 */
retry_ms?: number, } | { "t": "frame", 
/**
 * The rev before it; apply only to exactly this one.
 */
from: number, 
/**
 * The rev after it.
 */
rev: number, 
/**
 * What changed, as far as you may see it; may be nothing.
 */
changes: Array<Change>, } | { "t": "own", 
/**
 * The rev by which it did.
 */
rev: number, 
/**
 * How.
 */
changes: Array<OwnChange>, } | { "t": "presence" } & Presence | { "t": "signs" } & Signs | { "t": "truth" } & Truth | { "t": "beat", 
/**
 * The board's rev.
 */
rev: number, 
/**
 * Check sum over the stickers you see at exactly this rev.
 */
digest: number, } | { "t": "resync", };

/**
 * How a client gets from what it has to now.
 */
export type Resume = "frames" | "snapshot";

/**
 * What came of a stored command.
 */
export type AckOutcome = { "is": "changed", } | { "is": "refused", 
/**
 * Why.
 */
code: RefusalCode, 
/**
 * Why, in plain English.
 */
words: string, } | { "is": "repeated", };

/**
 * How many people are connected; never who.
 */
export type Presence = { 
/**
 * Participants in the hall.
 */
room: number, 
/**
 * Participants elsewhere.
 */
remote: number, 
/**
 * Displays.
 */
displays: number, 
/**
 * Facilitator pages.
 */
facilitators: number, };

/**
 * A sign that anybody may send to all, from the room or from elsewhere.
 */
export type Sign = "clap" | "heart" | "agree" | "surprise" | "laugh";

/**
 * A hand that is up.
 */
export type Hand = { 
/**
 * Names this hand for as long as it is up; it says nothing of whose it is.
 */
number: number, 
/**
 * The name of whoever raised it, if they want everybody to know their name.
 */
name?: string, 
/**
 * Where it was raised.
 */
here: Here, };

/**
 * Hands and signs as everybody sees them.
 */
export type Signs = { 
/**
 * The hands that are up, the first one first; `HANDS_SHOWN` at most.
 */
hands: Array<Hand>, 
/**
 * How many more hands are up.
 */
more?: number, 
/**
 * How often each sign was sent since the board was opened. A page shows what is new to it.
 */
sent: { [key in Sign]?: number }, 
/**
 * The hand of whoever reads this, if it is up.
 */
mine?: number, };

/**
 * How many people are how far, and what is not safe yet.
 */
export type Truth = { 
/**
 * People who have been here.
 */
joined: number, 
/**
 * People who have a sticker on the map.
 */
placed: number, 
/**
 * People who answered the question of the present activity, skips apart; absent if it has none.
 */
answered?: number, 
/**
 * People who are in the middle of an answer or a note.
 */
busy: number, 
/**
 * People whose device holds something that is not saved, as far as it could tell us. Those
 * who left while it did count for `LOST_MS`.
 */
unsent: number, 
/**
 * People who are connected, but slowly.
 */
slow: number, 
/**
 * People whose line broke in the last `LOST_MS`, and who have not come back.
 */
lost: number, 
/**
 * The server could not store what was asked last: its disk is full, or fails. Absent if not.
 */
not_storing?: boolean, };

/**
 * `POST /api/join`: become a participant.
 */
export type Join = { 
/**
 * The board's join code, in any case, spaces ignored.
 */
code: string, };

/**
 * `POST /api/return`: be on another device the participant I was.
 */
export type Return = { 
/**
 * The board's join code.
 */
code: string, 
/**
 * My three words, in any case, parted by spaces or hyphens.
 */
words: string, };

/**
 * The answer to both.
 */
export type Joined = { 
/**
 * Which board.
 */
board: BoardId, 
/**
 * My token, to be kept by my device; the server keeps only its hash.
 */
token: string, };

/**
 * The answer to `POST /api/words`: a new three-word code; an older one is void.
 */
export type Words = { 
/**
 * Three words, parted by spaces.
 */
words: string, };

/**
 * `POST /api/boards`, by a facilitator of any board: a new, empty board. Without any field it is
 * one like theirs.
 */
export type NewBoard = { 
/**
 * Its title; else that of the template.
 */
title?: string, 
/**
 * Whether the facilitator's own board, as its agenda and questions stand now, is the template
 * (nothing that people put in is copied); else it is the server's own map, with `start`.
 */
copy?: boolean, 
/**
 * What it begins with; else as the server's own board. Not together with `copy`.
 */
start?: Start, 
/**
 * Which of the template's areas it has; else all. Not together with `geojson`.
 */
areas?: Array<AreaId>, 
/**
 * The text of a GeoJSON file with its areas, at most `UPLOAD_BYTES`.
 */
geojson?: string, 
/**
 * Its legend, at most `KINDS_PER_BOARD`; else the template's.
 */
kinds?: Array<KindWish>, 
/**
 * Which of the template's activities it has, in this order; else all. Questions that only
 * others ask are left out. Not together with `without_agenda`.
 */
activities?: Array<ActivityId>, 
/**
 * Whether it goes without the template's agenda, and with all of its questions.
 */
without_agenda?: boolean, };

/**
 * What a new board begins with besides its map.
 */
export type Start = "full" | "short";

/**
 * A beginning that a new board can have, as somebody chooses it.
 */
export type StartOffer = { 
/**
 * Which one.
 */
start: Start, 
/**
 * What the board that it is taken from is called.
 */
title: string, 
/**
 * Its legend.
 */
kinds: Array<StickerKind>, 
/**
 * Its agenda.
 */
agenda: Array<StepOffer>, };

/**
 * An activity of such a beginning.
 */
export type StepOffer = { 
/**
 * Its id.
 */
id: ActivityId, 
/**
 * What is done in it.
 */
kind: ActivityKind, 
/**
 * What it is called.
 */
title: string, };

/**
 * `GET /api/board`, by a facilitator: what a list of boards says of theirs.
 */
export type BoardSummary = { 
/**
 * Which board.
 */
board: BoardId, 
/**
 * Its title.
 */
title: string, 
/**
 * By which people join.
 */
join_code: string, 
/**
 * When it was made, in milliseconds since 1970-01-01 UTC.
 */
created_ms: number, 
/**
 * Until when it is kept if nobody uses it, in milliseconds since 1970-01-01 UTC; absent if for
 * ever.
 */
kept_until_ms?: number, 
/**
 * How many stickers can be seen on it.
 */
stickers: number, 
/**
 * The session is over.
 */
ended: boolean, 
/**
 * It was put away: nobody new can join.
 */
archived: boolean, 
/**
 * Content hash of the definition whose map new boards are made from.
 */
template: string, 
/**
 * What they can begin with; the first is how they begin unless somebody chooses.
 */
starts: Array<StartOffer>, };

/**
 * The answer to it. The tokens are said only here; the server keeps only their hashes.
 */
export type Created = { 
/**
 * Which board.
 */
board: BoardId, 
/**
 * Its links.
 */
links: Links, 
/**
 * The page that runs it.
 */
facilitator_url: string, };

/**
 * `POST /api/links`, by a facilitator: the links of their board to share. Each call makes a new
 * display token; older ones stay good.
 */
export type Links = { 
/**
 * The board's join code.
 */
join_code: string, 
/**
 * The page for phones.
 */
join_url: string, 
/**
 * The page for the projector.
 */
display_url: string, };

/**
 * What an HTTP request that failed is answered with.
 */
export type Problem = { 
/**
 * A stable code.
 */
code: ProblemCode, 
/**
 * What it means, in plain English.
 */
words: string, 
/**
 * The mistakes of a board that was asked for, a line each.
 */
faults?: Array<string>, };

/**
 * Why an HTTP request failed.
 */
export type ProblemCode = "unknown_code" | "unknown_words" | "unknown_token" | "wrong_role" | "bad_request" | "not_found" | "archived" | "bad_board" | "too_fast" | "unknown_address" | "foreign_page" | "fault";

/** The protocol version that these types describe. */
export const PROTOCOL = 1;

/** In bytes. A note of 280 characters, each written as a JSON surrogate pair, is 3.4 kB; nothing that a client says is longer than twice that. */
export const MESSAGE_BYTES = 8192;
/** In milliseconds. How long the head of an HTTP request may take to arrive; a bad line needs a second. */
export const HEAD_MS = 15000;
/** In bytes. Larger request heads are answered with 431; ours have one kilobyte. */
export const HEAD_BYTES = 16384;
/** In connections from one address. A large hall behind one address comes back at once, and each phone opens a few. */
export const ARRIVAL_BURST = 8192;
/** In connections per second from one address. What else comes from there waits its turn, so that a flood of connections is no flood of work. */
export const ARRIVALS_PER_SECOND = 500;
/** In milliseconds. A connection that would have to wait longer is closed at once. */
export const ARRIVAL_WAIT_MS = 10000;
/** In addresses. Whose pace is remembered; a few hundred kilobytes. */
export const ARRIVING_ADDRESSES = 16384;
/** In connections. That have not asked for anything, or not said hello; beyond it those who came first are cut. All that one address may have there are fewer. */
export const DOORSTEP = 16384;
/** In messages besides commands. A phone that was asleep says a few at once; nobody drums so long. */
export const ASIDE_BURST = 200;
/** In messages besides commands per second and connection. Beats, pings, hands and signs are a few a minute; a flood of them ends the connection. */
export const ASIDES_PER_SECOND = 20;
/** In messages besides commands. So many count for one ping of the WebSocket layer: browsers send none, and each is answered with a write of its own. */
export const PING_ASIDES = 20;
/** In connections of one person. A phone at the edge of a network, with the page in several tabs. */
export const VISIT_BURST = 60;
/** In connections per second of one person. A phone waits longer before it comes back. */
export const VISITS_PER_SECOND = 1;
/** In milliseconds. A connection that does not say who it is holds memory for nothing. */
export const HELLO_MS = 5000;
/** In milliseconds. Both ends speak at least this often, so that a dead line is noticed and routers keep it open. */
export const BEAT_MS = 10000;
/** In milliseconds. Three beats missed: the other end is gone. */
export const SILENCE_MS = 30000;
/** In milliseconds. A server that is started again is there after a second. */
export const RETURN_MS = 1000;
/** In connections per second. A start serves more, and those who are back use it already. */
export const RETURNS_PER_SECOND = 500;
/** In milliseconds. Nobody is told to wait longer than somebody who comes back without being told. */
export const RETURN_MOST_MS = 10000;
/** In commands. A phone that comes back sends what it gathered; nobody taps faster than this by hand. */
export const COMMAND_BURST = 30;
/** In commands per second per participant. Faster than anyone can mean it, and per person because a hall of phones shares one address. */
export const COMMANDS_PER_SECOND = 5;
/** In refusals in a row. A client that ignores this many requests to wait is not one of ours. */
export const TOO_FAST_STRIKES = 200;
/** In characters. Two or three sentences; more is a story, which has a place of its own. */
export const NOTE_CHARS = 280;
/** In characters. Long enough for any name people are called by, short enough for one line. */
export const NAME_CHARS = 40;
/** In characters. One line on the projector. */
export const OWN_ENTRY_CHARS = 80;
/** In thousandths of the line. Finer than a finger can point. */
export const LINE_END = 1000;
/** In bins. A row of ten bars can be read from the back of a hall. */
export const LINE_BINS = 10;
/** In dots per person. More than that and people count dots instead of saying what matters. */
export const DOTS_MAX = 10;
/** In words per person. Three words make somebody choose. */
export const WORDS_MAX = 3;
/** In characters. One word, or two short ones, beside a bar. */
export const OWN_WORD_CHARS = 24;
/** In rings. Rings that a finger can hit on a small phone. */
export const TARGET_RINGS = 4;
/** In statements. As many as can be told apart on one target. */
export const TARGET_STATEMENTS = 6;
/** In cells along each side. Two to each half: enough to see where people gather. */
export const QUADRANT_CELLS = 4;
/** In things to put in order. Nobody can say in which order the ninth comes. */
export const RANK_OPTIONS = 8;
/** In prompts. Four columns can be read from the back of a hall. */
export const WALL_PROMPTS = 4;
/** In notes per person on one wall. Three under each of four prompts; more is a story. */
export const WALL_NOTES = 12;
/** In characters. What fits on a paper note in large letters. */
export const WALL_NOTE_CHARS = 140;
/** In people. Counts of fewer people are withheld unless the finder says otherwise: the smallest group that national statistics offices commonly show. */
export const THRESHOLD = 5;
/** In people. Above this a workshop would never see a count. */
export const THRESHOLD_MAX = 20;
/** In opinion finders. A day's questions, several times over. */
export const FINDERS_PER_BOARD = 60;
/** In activities. A day's agenda, several times over. */
export const ACTIVITIES = 60;
/** In characters. One line on the projector. */
export const ACTIVITY_TITLE_CHARS = 80;
/** In characters. What can be read on the projector in half a minute. */
export const ACTIVITY_TEXT_CHARS = 600;
/** In characters. A facilitator's notes to oneself. */
export const ACTIVITY_NOTES_CHARS = 1000;
/** In minutes. Longer than any workshop. */
export const ACTIVITY_MINUTES = 600;
/** In milliseconds. Ten hours: longer than any workshop. */
export const TIMER_MS = 36000000;
/** In characters. A sentence to the author, besides the reason itself. */
export const REASON_CHARS = 140;
/** In deeds. More than any workshop sees; older ones stay in the log. */
export const HANDLED_KEPT = 500;
/** In names. A hall full; beyond that people are counted. */
export const GUESTS_SHOWN = 200;
/** In hands. As many as a facilitator can ask in one round; beyond that they are counted. */
export const HANDS_SHOWN = 20;
/** In milliseconds between two signs of one device. Clapping is a few taps; a finger that drums on the screen counts once. */
export const SIGN_MS = 400;
/** In milliseconds. A write, or a beat, that is later than this is a line on which people notice the wait. */
export const SLOW_MS = 2500;
/** In milliseconds. Who has not come back after ten minutes has gone home. */
export const LOST_MS = 600000;
/** In milliseconds. Time to finish a word before one is brought along, or to say no. */
export const CALL_MS = 10000;
/** In stickers. Sixteen areas times a few kinds with room to spare; beyond it one person would cover the map. */
export const STICKERS_PER_PERSON = 200;
/** In stickers. A city's event; the board stays in memory. */
export const STICKERS_PER_BOARD = 50000;
/** In CSS pixels. Half a fingertip: a tap this near an area means the area. */
export const AREA_REACH_PX = 22;
/** In percent of the board's width and height. Places just past the edge of the map are still places people have been. */
export const BOUNDS_MARGIN_PERCENT = 10;
/** In frames. About a minute of a busy hall: a phone that slept a little catches up without a snapshot. */
export const FRAMES_KEPT = 2048;
/** In entries per write. Bounds how long one write to the log can take. */
export const FRAME_ENTRIES = 512;
/** In commands waiting. A full second of a city's event; past that newcomers are told to try again. */
export const ROOM_QUEUE = 4096;
/** In milliseconds. After a first write at once, at most about 60 writes a second to one screen. */
export const FLUSH_MS = 16;
/** In people. With each so many people more, who is here is told so much less often, down to a third: where people stream in, a count is news to nobody, and telling it to all costs most there. */
export const PRESENCE_PEOPLE = 200;
/** In screens. With each so many screens more, writes are FLUSH_MS further apart: what one thousand are told together costs a third of what they are told one by one. */
export const FLUSH_SCREENS = 500;
/** In milliseconds. Nobody notices a tenth of a second on other people's screens, and more would spare little. */
export const FLUSH_MOST_MS = 96;
/** In milliseconds. A screen that takes no bytes for this long is cut; it comes back by itself. */
export const SEND_MS = 10000;
/** In milliseconds. A screen whose line carries less than happens skips forward before it shows what is long past; a Wi-Fi that stumbles is back by then. */
export const BEHIND_MS = 5000;
/** In entries. Opening a board replays at most this many entries, or those of a rush that has not ended. */
export const SNAPSHOT_EVERY = 1000;
/** In milliseconds. Where a thousand entries come in two seconds, what people wait for is not held up by writing the whole board down each time; that is done when the rush is over. */
export const SNAPSHOTS_APART_MS = 10000;
/** In kinds of sticker. Each needs a shape of its own and a place in a legend that fits a phone. */
export const KINDS_PER_BOARD = 8;
/** In characters. A button on a phone, on two lines; a name beside a count on the projector. */
export const KIND_CHARS = 80;
/** In characters. A button, or a bar of a picture, on two lines of a phone. */
export const LABEL_CHARS = 80;
/** In bytes. The outlines of every district of a large city, in full detail. */
export const UPLOAD_BYTES = 5242880;
/** In boards. Reading a large file takes a processor for a second; the boards in use keep the others. */
export const BOARDS_MADE_AT_ONCE = 2;
/** In milliseconds. A board that nobody has open is put back into the log: one server keeps many. */
export const ROOM_IDLE_MS = 600000;
/** In mistakes. As many as somebody will mend before trying again. */
export const FAULTS_SHOWN = 20;
/** In letters. From 22 letters that are not mistaken for each other: 113 million codes. */
export const CODE_LETTERS = 6;
/** In new three words per person at once. Enough for whoever looks at them again and again; each costs the machine as much as a guess. */
export const NEW_WORDS = 20;
/** In new three words per person and minute. One in ten seconds, for as long as somebody likes. */
export const NEW_WORDS_PER_MINUTE = 6;
/** In words. From 2,048 words: 33 bits, guarded by a limit on guesses; three words can be remembered. */
export const WORDS_IN_CODE = 3;
/** In wrong codes and words per address. A hall of several hundred phones shares an address and mistypes; whoever tries codes in bulk has to wait from here on. */
export const WRONG_CODES = 200;
/** In wrong codes forgotten per second and address. After a few minutes an address is like any other. */
export const WRONG_CODES_PER_SECOND = 1;
/** In milliseconds. What every try from such an address waits, right or wrong; a person hardly minds. */
export const GUESS_DELAY_MS = 1000;
/** In tries that wait at once per address. Four tries a second, so that trying 113 million codes takes most of a year. */
export const GUESSES_AT_ONCE = 4;
/** In milliseconds. Twelve hours, a long day: a code that was entered from an address is no guess there. */
export const KNOWN_HERE_MS = 43200000;
/** In addresses. A few megabytes at most of what is remembered about addresses. */
export const GUESSING_ADDRESSES = 16384;
/** In bytes. No HTTP request of ours is longer. */
export const BODY_BYTES = 4096;

/** Why the server ends a connection, by the reason it gives. */
export const CLOSE = {
  going_away: 1001,
  bad_message: 4400,
  unknown_token: 4401,
  hello_timeout: 4408,
  wrong_protocol: 4409,
  too_big: 4413,
  too_fast: 4429,
  silent: 4410,
  too_slow: 4411,
  fault: 4500,
} as const;

/** Every refusal code. */
export const REFUSALS: readonly RefusalCode[] = [
  "bad_id",
  "wrong_role",
  "too_fast",
  "not_stored",
  "too_long",
  "unknown_kind",
  "unknown_area",
  "unknown_finder",
  "unknown_option",
  "unknown_sticker",
  "unknown_name",
  "wrong_place",
  "out_of_bounds",
  "wrong_form",
  "empty_answer",
  "finder_closed",
  "asked_again",
  "placing_locked",
  "session_ended",
  "too_many_stickers",
  "board_full",
  "muted",
  "view_only",
  "unknown_activity",
  "activity_in_use",
  "too_many",
  "bad_finder",
  "finder_in_use",
  "archived",
  "erased",
  "definition_in_use",
];
