//! Every limit, once, with its unit and its reason.
//!
//! The pages get the same numbers from the generated TypeScript, and `docs/PROTOCOL.md` lists them;
//! a test keeps that list equal to this one.

/// One limit as documentation shows it.
#[derive(Debug, Clone, Copy)]
pub struct Limit {
    /// Its name in the code.
    pub name: &'static str,
    /// Its value, in `unit`.
    pub value: u64,
    /// What the value counts.
    pub unit: &'static str,
    /// Why it is what it is.
    pub reason: &'static str,
}

macro_rules! limits {
    ($($name:ident: $type:ty = $value:expr, $unit:literal, $reason:literal;)*) => {
        $(
            #[doc = concat!("In ", $unit, ". ", $reason)]
            pub const $name: $type = $value;
        )*

        /// All limits, in the order in which a message meets them.
        pub const LIMITS: &[Limit] = &[
            $(Limit { name: stringify!($name), value: $name as u64, unit: $unit, reason: $reason },)*
        ];
    };
}

limits! {
    MESSAGE_BYTES: usize = 8_192, "bytes", "A note of 280 characters, each written as a JSON surrogate pair, is 3.4 kB; nothing that a client says is longer than twice that.";
    HEAD_MS: u64 = 15_000, "milliseconds", "How long the head of an HTTP request may take to arrive; a bad line needs a second.";
    HEAD_BYTES: usize = 16_384, "bytes", "Larger request heads are answered with 431; ours have one kilobyte.";
    ARRIVAL_BURST: u32 = 8_192, "connections from one address", "A large hall behind one address comes back at once, and each phone opens a few.";
    ARRIVALS_PER_SECOND: u32 = 500, "connections per second from one address", "What else comes from there waits its turn, so that a flood of connections is no flood of work.";
    ARRIVAL_WAIT_MS: u64 = 10_000, "milliseconds", "A connection that would have to wait longer is closed at once.";
    ARRIVING_ADDRESSES: usize = 16_384, "addresses", "Whose pace is remembered; a few hundred kilobytes.";
    DOORSTEP: usize = 16_384, "connections", "That have not asked for anything, or not said hello; beyond it those who came first are cut. All that one address may have there are fewer.";
    ASIDE_BURST: u32 = 200, "messages besides commands", "A phone that was asleep says a few at once; nobody drums so long.";
    ASIDES_PER_SECOND: u32 = 20, "messages besides commands per second and connection", "Beats, pings, hands and signs are a few a minute; a flood of them ends the connection.";
    PING_ASIDES: u32 = 20, "messages besides commands", "So many count for one ping of the WebSocket layer: browsers send none, and each is answered with a write of its own.";
    VISIT_BURST: u32 = 60, "connections of one person", "A phone at the edge of a network, with the page in several tabs.";
    VISITS_PER_SECOND: u32 = 1, "connections per second of one person", "A phone waits longer before it comes back.";
    HELLO_MS: u64 = 5_000, "milliseconds", "A connection that does not say who it is holds memory for nothing.";
    BEAT_MS: u64 = 10_000, "milliseconds", "Both ends speak at least this often, so that a dead line is noticed and routers keep it open.";
    SILENCE_MS: u64 = 30_000, "milliseconds", "Three beats missed: the other end is gone.";
    RETURN_MS: u64 = 1_000, "milliseconds", "A server that is started again is there after a second.";
    RETURNS_PER_SECOND: u64 = 500, "connections per second", "A start serves more, and those who are back use it already.";
    RETURN_MOST_MS: u64 = 10_000, "milliseconds", "Nobody is told to wait longer than somebody who comes back without being told.";
    COMMAND_BURST: u32 = 30, "commands", "A phone that comes back sends what it gathered; nobody taps faster than this by hand.";
    COMMANDS_PER_SECOND: u32 = 5, "commands per second per participant", "Faster than anyone can mean it, and per person because a hall of phones shares one address.";
    TOO_FAST_STRIKES: u32 = 200, "refusals in a row", "A client that ignores this many requests to wait is not one of ours.";
    NOTE_CHARS: usize = 280, "characters", "Two or three sentences; more is a story, which has a place of its own.";
    NAME_CHARS: usize = 40, "characters", "Long enough for any name people are called by, short enough for one line.";
    OWN_ENTRY_CHARS: usize = 80, "characters", "One line on the projector.";
    LINE_END: u16 = 1_000, "thousandths of the line", "Finer than a finger can point.";
    LINE_BINS: usize = 10, "bins", "A row of ten bars can be read from the back of a hall.";
    DOTS_MAX: u8 = 10, "dots per person", "More than that and people count dots instead of saying what matters.";
    WORDS_MAX: usize = 3, "words per person", "Three words make somebody choose.";
    OWN_WORD_CHARS: usize = 24, "characters", "One word, or two short ones, beside a bar.";
    TARGET_RINGS: u8 = 4, "rings", "Rings that a finger can hit on a small phone.";
    TARGET_STATEMENTS: usize = 6, "statements", "As many as can be told apart on one target.";
    QUADRANT_CELLS: u8 = 4, "cells along each side", "Two to each half: enough to see where people gather.";
    RANK_OPTIONS: usize = 8, "things to put in order", "Nobody can say in which order the ninth comes.";
    WALL_PROMPTS: usize = 4, "prompts", "Four columns can be read from the back of a hall.";
    WALL_NOTES: usize = 12, "notes per person on one wall", "Three under each of four prompts; more is a story.";
    WALL_NOTE_CHARS: usize = 140, "characters", "What fits on a paper note in large letters.";
    THRESHOLD: u32 = 5, "people", "Counts of fewer people are withheld unless the finder says otherwise: the smallest group that national statistics offices commonly show.";
    THRESHOLD_MAX: u32 = 20, "people", "Above this a workshop would never see a count.";
    FINDERS_PER_BOARD: usize = 60, "opinion finders", "A day's questions, several times over.";
    ACTIVITIES: usize = 60, "activities", "A day's agenda, several times over.";
    ACTIVITY_TITLE_CHARS: usize = 80, "characters", "One line on the projector.";
    ACTIVITY_TEXT_CHARS: usize = 600, "characters", "What can be read on the projector in half a minute.";
    ACTIVITY_NOTES_CHARS: usize = 1_000, "characters", "A facilitator's notes to oneself.";
    ACTIVITY_MINUTES: u16 = 600, "minutes", "Longer than any workshop.";
    TIMER_MS: u64 = 36_000_000, "milliseconds", "Ten hours: longer than any workshop.";
    REASON_CHARS: usize = 140, "characters", "A sentence to the author, besides the reason itself.";
    HANDLED_KEPT: usize = 500, "deeds", "More than any workshop sees; older ones stay in the log.";
    GUESTS_SHOWN: usize = 200, "names", "A hall full; beyond that people are counted.";
    HANDS_SHOWN: usize = 20, "hands", "As many as a facilitator can ask in one round; beyond that they are counted.";
    SIGN_MS: u64 = 400, "milliseconds between two signs of one device", "Clapping is a few taps; a finger that drums on the screen counts once.";
    SLOW_MS: u64 = 2_500, "milliseconds", "A write, or a beat, that is later than this is a line on which people notice the wait.";
    LOST_MS: u64 = 600_000, "milliseconds", "Who has not come back after ten minutes has gone home.";
    CALL_MS: u64 = 10_000, "milliseconds", "Time to finish a word before one is brought along, or to say no.";
    STICKERS_PER_PERSON: usize = 200, "stickers", "Sixteen areas times a few kinds with room to spare; beyond it one person would cover the map.";
    STICKERS_PER_BOARD: usize = 50_000, "stickers", "A city's event; the board stays in memory.";
    AREA_REACH_PX: u32 = 22, "CSS pixels", "Half a fingertip: a tap this near an area means the area.";
    BOUNDS_MARGIN_PERCENT: i32 = 10, "percent of the board's width and height", "Places just past the edge of the map are still places people have been.";
    FRAMES_KEPT: usize = 2_048, "frames", "About a minute of a busy hall: a phone that slept a little catches up without a snapshot.";
    FRAME_ENTRIES: usize = 512, "entries per write", "Bounds how long one write to the log can take.";
    ROOM_QUEUE: usize = 4_096, "commands waiting", "A full second of a city's event; past that newcomers are told to try again.";
    FLUSH_MS: u64 = 16, "milliseconds", "After a first write at once, at most about 60 writes a second to one screen.";
    PRESENCE_PEOPLE: u32 = 200, "people", "With each so many people more, who is here is told so much less often, down to a third: where people stream in, a count is news to nobody, and telling it to all costs most there.";
    FLUSH_SCREENS: usize = 500, "screens", "With each so many screens more, writes are FLUSH_MS further apart: what one thousand are told together costs a third of what they are told one by one.";
    FLUSH_MOST_MS: u64 = 96, "milliseconds", "Nobody notices a tenth of a second on other people's screens, and more would spare little.";
    SEND_MS: u64 = 10_000, "milliseconds", "A screen that takes no bytes for this long is cut; it comes back by itself.";
    BEHIND_MS: u64 = 5_000, "milliseconds", "A screen whose line carries less than happens skips forward before it shows what is long past; a Wi-Fi that stumbles is back by then.";
    SNAPSHOT_EVERY: u64 = 1_000, "entries", "Opening a board replays at most this many entries, or those of a rush that has not ended.";
    SNAPSHOTS_APART_MS: u64 = 10_000, "milliseconds", "Where a thousand entries come in two seconds, what people wait for is not held up by writing the whole board down each time; that is done when the rush is over.";
    KINDS_PER_BOARD: usize = 8, "kinds of sticker", "Each needs a shape of its own and a place in a legend that fits a phone.";
    KIND_CHARS: usize = 80, "characters", "A button on a phone, on two lines; a name beside a count on the projector.";
    LABEL_CHARS: usize = 80, "characters", "A button, or a bar of a picture, on two lines of a phone.";
    UPLOAD_BYTES: usize = 5_242_880, "bytes", "The outlines of every district of a large city, in full detail.";
    BOARDS_MADE_AT_ONCE: usize = 2, "boards", "Reading a large file takes a processor for a second; the boards in use keep the others.";
    ROOM_IDLE_MS: u64 = 600_000, "milliseconds", "A board that nobody has open is put back into the log: one server keeps many.";
    FAULTS_SHOWN: usize = 20, "mistakes", "As many as somebody will mend before trying again.";
    CODE_LETTERS: usize = 6, "letters", "From 22 letters that are not mistaken for each other: 113 million codes.";
    NEW_WORDS: u32 = 20, "new three words per person at once", "Enough for whoever looks at them again and again; each costs the machine as much as a guess.";
    NEW_WORDS_PER_MINUTE: u32 = 6, "new three words per person and minute", "One in ten seconds, for as long as somebody likes.";
    WORDS_IN_CODE: usize = 3, "words", "From 2,048 words: 33 bits, guarded by a limit on guesses; three words can be remembered.";
WRONG_CODES: u32 = 200, "wrong codes and words per address", "A hall of several hundred phones shares an address and mistypes; whoever tries codes in bulk has to wait from here on.";
    WRONG_CODES_PER_SECOND: u32 = 1, "wrong codes forgotten per second and address", "After a few minutes an address is like any other.";
    GUESS_DELAY_MS: u64 = 1_000, "milliseconds", "What every try from such an address waits, right or wrong; a person hardly minds.";
    GUESSES_AT_ONCE: usize = 4, "tries that wait at once per address", "Four tries a second, so that trying 113 million codes takes most of a year.";
    KNOWN_HERE_MS: u64 = 43_200_000, "milliseconds", "Twelve hours, a long day: a code that was entered from an address is no guess there.";
    GUESSING_ADDRESSES: usize = 16_384, "addresses", "A few megabytes at most of what is remembered about addresses.";
    BODY_BYTES: usize = 4_096, "bytes", "No HTTP request of ours is longer.";
}
