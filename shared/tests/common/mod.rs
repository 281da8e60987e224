//! A small board and people for the tests of the rules.

#![allow(dead_code, unreachable_pub, clippy::unwrap_used, missing_docs)]

pub mod forms;

use kenspeckle_shared::board::{Applied, Board, Outcome};
use kenspeckle_shared::command::{Command, Place, Role};
use kenspeckle_shared::definition::Precision;
use kenspeckle_shared::entry::{
    Actor, Deed, ENTRY_VERSION, Entry, EntryBody, KindRule, Moved, Personal, Rules,
};
use kenspeckle_shared::finder::{ChoiceOption, Finder, Form};
use kenspeckle_shared::ids::{ActorId, AreaId, CommandId, GuestId, Seq};
use kenspeckle_shared::moderation::{Reason, Why};
use kenspeckle_shared::position::Position;
use kenspeckle_shared::refusal::RefusalCode;
use uuid::Uuid;

/// Two kinds, two areas and a finder of each form.
pub fn rules() -> Rules {
    let option = |id: &str| ChoiceOption { id: id.into(), label: id.to_uppercase() };
    let finder = |id: &str, form| Finder {
        id: id.into(),
        question: format!("{id}?"),
        hint: None,
        form,
        threshold: 1,
        live: false,
        by_area: None,
    };
    let options = || vec![option("living"), option("history"), option("work")];
    Rules {
        definition: "d1".to_owned(),
        kinds: vec![
            KindRule { id: "lived".into(), precision: Precision::Area },
            KindRule { id: "visited".into(), precision: Precision::Street },
            KindRule { id: "tree".into(), precision: Precision::Exact },
        ],
        areas: vec!["red-road".into(), "govan".into()],
        finders: vec![
            finder("knowledge", Form::Knowledge { options: options(), depth: true, own: true }),
            finder("plain", Form::Knowledge { options: options(), depth: false, own: false }),
            finder("one", Form::Choice { options: options(), many: false }),
            finder("topics", Form::Choice { options: options(), many: true }),
            finder("line", Form::Line { from: "never".into(), to: "always".into() }),
        ],
        agenda: Vec::new(),
    }
}

/// A participant with a number.
pub fn person(number: u128) -> Actor {
    Actor { id: Uuid::from_u128(number), role: Role::Participant }
}

pub fn facilitator() -> Actor {
    Actor { id: ActorId::from_u128(0xfac), role: Role::Facilitator }
}

pub fn system() -> Actor {
    Actor { id: ActorId::nil(), role: Role::System }
}

/// A board with the log that made it.
#[derive(Clone)]
pub struct Play {
    pub board: Board,
    pub log: Vec<Entry>,
    next: u128,
}

impl Play {
    /// A board that follows [`rules`].
    pub fn new() -> Self {
        Self::with(rules())
    }

    /// A board that follows other rules.
    pub fn with(rules: Rules) -> Self {
        let mut play = Self { board: Board::default(), log: Vec::new(), next: 0 };
        play.enter(system(), Deed::Define { rules }, None);
        play
    }

    /// Lets a facilitator's command through.
    pub fn lead(&mut self, json: serde_json::Value) {
        self.ask(facilitator(), command(json)).unwrap();
    }

    /// Lets a participant's command through, and gives the rev of its entry.
    pub fn act(&mut self, number: u128, json: serde_json::Value) -> u64 {
        self.ask(person(number), command(json)).unwrap();
        self.board.rev()
    }

    /// Gives why a command is refused.
    pub fn refusal(&mut self, actor: Actor, json: serde_json::Value) -> RefusalCode {
        self.ask(actor, command(json)).unwrap_err()
    }

    /// Lets a command into the log without asking the board first, as a second server might, and
    /// gives its id with what came of it.
    pub fn force(&mut self, actor: Actor, command: Command) -> (CommandId, Applied) {
        let id = self.fresh_id();
        (id, self.force_with_id(actor, id, command))
    }

    pub fn force_with_id(&mut self, actor: Actor, id: CommandId, command: Command) -> Applied {
        let (deed, personal) = locate(command);
        self.enter_with_id(actor, id, deed, personal)
    }

    /// Asks the board first; `apply` must then agree with `check`.
    pub fn ask(&mut self, actor: Actor, command: Command) -> Result<CommandId, RefusalCode> {
        let early = self.board.check(actor, &command);
        let (id, applied) = self.force(actor, command);
        let late = match applied.outcome {
            Outcome::Changed(_) => Ok(()),
            Outcome::Refused(code) => Err(code),
            Outcome::Repeated(_) => panic!("a fresh id is not a repetition"),
        };
        assert_eq!(early, late, "check and apply must say the same");
        early.map(|()| id)
    }

    pub fn enter(&mut self, actor: Actor, deed: Deed, personal: Option<Personal>) -> Applied {
        let id = self.fresh_id();
        self.enter_with_id(actor, id, deed, personal)
    }

    pub fn enter_with_id(
        &mut self,
        actor: Actor,
        id: CommandId,
        deed: Deed,
        personal: Option<Personal>,
    ) -> Applied {
        let at_ms = 1_790_000_000_000 + self.log.len() as u64;
        let body = EntryBody { version: ENTRY_VERSION, id, actor, at_ms, deed };
        let entry = Entry { body, personal };
        self.log.push(entry.clone());
        self.board.apply(&entry)
    }

    pub fn fresh_id(&mut self) -> CommandId {
        self.next += 1;
        Uuid::from_u128(0x0192_0000_0000_7000_8000_0000_0000_0000 + self.next)
    }
}

/// Stands in for the server's geography: a fixed stand-in, and no area for points.
pub fn locate(command: Command) -> (Deed, Option<Personal>) {
    let words = |words: Option<String>| {
        words.map(|words| Personal { texts: vec![words], ..Personal::default() })
    };
    let found = |place: Place| match place {
        Place::Area(area) => (Some(area), Some(Position { lon: -420_790, lat: 5_588_100 }), None),
        Place::Point(at) => (None, None, Some(at)),
    };
    match command {
        Command::Place { kind, place, note } => {
            let (area, at, point) = found(place);
            let personal = Personal { texts: note.into_iter().collect(), at: point };
            let personal = (personal != Personal::default()).then_some(personal);
            (Deed::Place { kind, area, at }, personal)
        }
        Command::Change { sticker, kind, place, note } => {
            let place = place.map(found);
            let point = place.as_ref().and_then(|(_, _, point)| *point);
            let personal = Personal { texts: note.into_iter().collect(), at: point };
            let personal = (personal != Personal::default()).then_some(personal);
            let moved = place.map(|(area, at, _)| Moved { area, at });
            (Deed::Change { sticker, kind, moved }, personal)
        }
        Command::TakeBack { sticker } => (Deed::TakeBack { sticker }, None),
        Command::Answer { finder, mut answer, round } => {
            let texts = answer.take_texts();
            let count = texts.len() as u8;
            let personal = Personal { texts, at: None };
            let personal = (personal != Personal::default()).then_some(personal);
            (Deed::Answer { finder, answer, round, texts: count }, personal)
        }
        Command::TakeBackAnswer { finder } => (Deed::TakeBackAnswer { finder }, None),
        Command::SetName { name, shown } => (Deed::SetName { shown }, words(name)),
        Command::NoteConsent {} => (Deed::NoteConsent {}, None),
        Command::Erase {} => (Deed::Erase {}, None),
        Command::SetFinderOpen { finder, open } => (Deed::SetFinderOpen { finder, open }, None),
        Command::SetFinderRevealed { finder, revealed } => {
            (Deed::SetFinderRevealed { finder, revealed }, None)
        }
        Command::SetLocked { locked } => (Deed::SetLocked { locked }, None),
        Command::SetHidden { seq, part, hidden, why } => {
            let (reason, personal) = parted(why);
            (Deed::SetHidden { seq, part, hidden, reason }, personal)
        }
        Command::SetNameHidden { guest, hidden, why } => {
            let (reason, personal) = parted(why);
            (Deed::SetNameHidden { guest, hidden, reason }, personal)
        }
        Command::SetMuted { seq, part, muted, why } => {
            let (reason, personal) = parted(why);
            (Deed::SetMuted { seq, part, muted, reason }, personal)
        }
        Command::GoTo { activity } => (Deed::GoTo { activity }, None),
        Command::PutActivity { activity, before } => {
            (Deed::PutActivity { activity: *activity, before }, None)
        }
        Command::MoveActivity { activity, before } => {
            (Deed::MoveActivity { activity, before }, None)
        }
        Command::RemoveActivity { activity } => (Deed::RemoveActivity { activity }, None),
        Command::SetActivityState { activity, state } => {
            (Deed::SetActivityState { activity, state }, None)
        }
        Command::SetTimer { ms } => (Deed::SetTimer { ms }, None),
        Command::Bring {} => (Deed::Bring {}, None),
        Command::PutFinder { finder } => (Deed::PutFinder { finder: *finder }, None),
        Command::AskAgain { finder } => (Deed::AskAgain { finder }, None),
        Command::SetQuiet { quiet } => (Deed::SetQuiet { quiet }, None),
        Command::SetArchived { archived } => (Deed::SetArchived { archived }, None),
        Command::ShowArea { area } => (Deed::ShowArea { area }, None),
        Command::SetEnded { ended } => (Deed::SetEnded { ended }, None),
    }
}

fn parted(why: Option<Why>) -> (Option<Reason>, Option<Personal>) {
    let words = why.as_ref().and_then(|why| why.words.clone());
    let personal = words.map(|words| Personal { texts: vec![words], at: None });
    (why.map(|why| why.reason), personal)
}

/// Hides the name that somebody shows, or lets everybody read it.
pub fn hide_name(number: u128, hidden: bool) -> serde_json::Value {
    let why = serde_json::json!({ "reason": "hurtful", "words": "BECAUSE" });
    let guest = GuestId::of(person(number).id);
    match hidden {
        true => {
            serde_json::json!({ "do": "set_name_hidden", "guest": guest, "hidden": true, "why": why })
        }
        false => serde_json::json!({ "do": "set_name_hidden", "guest": guest, "hidden": false }),
    }
}

/// Hides a thing, or shows it, without saying why.
pub fn hide(seq: Seq, hidden: bool) -> Command {
    Command::SetHidden { seq, part: 0, hidden, why: None }
}

pub fn place_area(kind: &str, area: &str) -> Command {
    Command::Place { kind: kind.into(), place: Place::Area(AreaId::from(area)), note: None }
}

pub fn place_point(kind: &str) -> Command {
    let at = Position { lon: -425_600, lat: 5_586_300 };
    Command::Place { kind: kind.into(), place: Place::Point(at), note: None }
}

pub fn open(finder: &str) -> Command {
    Command::SetFinderOpen { finder: finder.into(), open: true }
}

pub fn reveal(finder: &str, revealed: bool) -> Command {
    Command::SetFinderRevealed { finder: finder.into(), revealed }
}

/// Reads a command as a client writes it.
pub fn command(json: serde_json::Value) -> Command {
    serde_json::from_value(json).unwrap()
}
