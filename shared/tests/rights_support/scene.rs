//! A board on which somebody has done everything once, and what can become of it.

use kenspeckle_shared::entry::Rules;
use kenspeckle_shared::ids::CommandId;
use serde_json::{Value, json};

use crate::common::{Play, command, person, rules};

/// The people of the scene.
pub const ME: u128 = 1;
pub const OTHER: u128 = 2;

/// A board with my things and somebody else's.
#[derive(Clone)]
pub struct Scene {
    pub play: Play,
    /// My sticker with a note: for me, and its name on the board.
    pub mine: (CommandId, u64),
    /// My sticker that the facilitator hid.
    pub hidden: CommandId,
    /// My sticker that I took back.
    pub gone: (CommandId, u64),
    /// Somebody else's sticker.
    pub theirs: CommandId,
    /// The name of my words on the wall.
    pub words: u64,
}

impl Scene {
    pub fn new() -> Self {
        let mut play = Play::with(workshop());
        for finder in ["one", "topics", "wall"] {
            play.lead(json!({ "do": "set_finder_open", "finder": finder, "open": true }));
        }
        let mut put = |by, note: Option<&str>| {
            let place = json!({ "do": "place", "kind": "lived", "place": { "area": "govan" }, "note": note });
            (play.ask(person(by), command(place)).unwrap(), play.board.rev())
        };
        let (mine, hidden, gone) = (put(ME, Some("mine")), put(ME, None), put(ME, None));
        let theirs = put(OTHER, None).0;
        play.lead(json!({ "do": "set_hidden", "seq": hidden.1, "hidden": true }));
        play.act(ME, json!({ "do": "take_back", "sticker": gone.0 }));
        let wall = json!({ "form": "wall", "notes": [{ "prompt": "a", "words": "mine" }] });
        let words = play.act(ME, json!({ "do": "answer", "finder": "wall", "answer": wall }));
        let topics = json!({ "form": "choice", "chosen": ["work"] });
        play.act(ME, json!({ "do": "answer", "finder": "topics", "answer": topics }));
        play.act(ME, json!({ "do": "set_name", "name": "for the facilitator" }));
        play.act(OTHER, json!({ "do": "set_name", "name": "for all", "shown": true }));
        Self { play, mine, hidden: hidden.0, gone, theirs, words }
    }

    /// Lets a facilitator do these.
    fn after(mut self, deeds: &[Value]) -> Self {
        for deed in deeds {
            self.play.lead(deed.clone());
        }
        self
    }

    /// Gives the board at every moment of one kind, each with a name.
    pub fn moments(kind: &str) -> Vec<(&'static str, Self)> {
        let scene = Self::new();
        let mine = scene.mine.1;
        let state =
            |id, state| json!({ "do": "set_activity_state", "activity": id, "state": state });
        let close = |id| json!({ "do": "set_finder_open", "finder": id, "open": false });
        let lock = json!({ "do": "set_locked", "locked": true });
        let unlock = json!({ "do": "set_locked", "locked": false });
        let mute = json!({ "do": "set_muted", "seq": mine, "muted": true });
        let unmute = json!({ "do": "set_muted", "seq": mine, "muted": false });
        let end = json!({ "do": "set_ended", "ended": true });
        let archive = json!({ "do": "set_archived", "archived": true });
        let all = |finder: fn(&str) -> Value| ["one", "topics", "wall"].map(finder).to_vec();
        let reveal =
            |id: &str| json!({ "do": "set_finder_revealed", "finder": id, "revealed": true });
        let again = |id: &str| json!({ "do": "ask_again", "finder": id });
        let deeds: Vec<(&str, Vec<Value>)> = match kind {
            "at first" => vec![
                ("fresh", vec![]),
                ("revealed", all(reveal)),
                ("asked again", all(again)),
                ("elsewhere in the agenda", vec![json!({ "do": "go_to", "activity": "close" })]),
                ("locked and let go on", vec![lock, unlock]),
                ("paused and let go on", vec![mute, unmute]),
                ("with a timer", vec![json!({ "do": "set_timer", "ms": 1 })]),
                ("quiet", vec![json!({ "do": "set_quiet", "quiet": true })]),
                (
                    "called and shown an area",
                    vec![json!({ "do": "bring" }), json!({ "do": "show_area", "area": "govan" })],
                ),
            ],
            "placing locked" => vec![
                ("locked", vec![lock.clone()]),
                ("locked, and no step for stickers", vec![lock, state("stickers", "closed")]),
            ],
            "no step for stickers open" => vec![
                ("closed", vec![state("stickers", "closed")]),
                ("to be looked at", vec![state("stickers", "view_only")]),
                ("hidden", vec![state("stickers", "hidden")]),
            ],
            "question closed" => vec![
                ("closed", vec![close("one"), close("topics"), close("wall")]),
                (
                    "revealed and closed",
                    [all(reveal), vec![close("one"), close("topics"), close("wall")]].concat(),
                ),
                ("its step is over", vec![state("ask", "closed"), close("one"), close("wall")]),
                (
                    "its step is to be looked at",
                    vec![state("ask", "view_only"), close("one"), close("wall")],
                ),
                ("its step is hidden", vec![state("ask", "hidden"), close("one"), close("wall")]),
            ],
            "paused" => vec![("paused", vec![mute])],
            "session ended" => vec![
                ("ended", vec![end.clone()]),
                ("ended, locked, no step", vec![end, lock, state("stickers", "hidden")]),
            ],
            "put away" => vec![
                ("put away", vec![archive.clone()]),
                (
                    "put away, and all else too",
                    vec![archive, end, lock, close("topics"), state("stickers", "closed")],
                ),
            ],
            other => panic!("no moment is called {other}"),
        };
        deeds.into_iter().map(|(name, deeds)| (name, scene.clone().after(&deeds))).collect()
    }
}

/// The small board, with a wall and an agenda.
fn workshop() -> Rules {
    let option = |id: &str| json!({ "id": id, "label": id });
    let wall = json!({ "id": "wall", "question": "?", "threshold": 1,
        "form": { "form": "wall", "prompts": [option("a"), option("b")] } });
    let agenda = json!([
        { "id": "welcome", "kind": "welcome", "title": "W", "state": "open" },
        { "id": "stickers", "kind": "stickers", "title": "S", "state": "open" },
        { "id": "ask", "kind": "finder", "title": "A", "state": "open", "finder": "topics" },
        { "id": "close", "kind": "close", "title": "C", "state": "closed" },
    ]);
    let mut rules = rules();
    rules.finders.push(serde_json::from_value(wall).unwrap());
    for finder in &mut rules.finders {
        finder.threshold = 3;
    }
    Rules { agenda: serde_json::from_value(agenda).unwrap(), ..rules }
}
