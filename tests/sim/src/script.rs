//! What people ask for: every kind of command, mostly sensible, sometimes not.

use kenspeckle_shared::command::{Command, Role};
use kenspeckle_shared::entry::{Actor, Deed, ENTRY_VERSION, Entry, EntryBody};
use kenspeckle_shared::ids::{ActorId, CommandId, GuestId};
use kenspeckle_shared::position::Position;
use kenspeckle_tests::Chance;
use serde_json::{Value, json};
use uuid::{Builder, Uuid};

use crate::mind::Mind;
use crate::site::AREAS;

/// Somebody who writes to the log past the room.
pub(crate) const FOREIGNER: ActorId = Uuid::from_u128(0xf0e);
const FINDERS: [&str; 6] = ["knowledge", "choice", "line", "wall", "made-1", "made-2"];
const ACTIVITIES: [&str; 7] = ["welcome", "map", "ask", "wall", "vote", "extra-1", "extra-2"];
const REASONS: [&str; 3] = ["private", "hurtful", "other"];
const STATES: [&str; 4] = ["hidden", "open", "view_only", "closed"];

/// Draws a command's id as a phone makes it at this time; once in a while one that is none.
pub(crate) fn id(chance: &mut Chance, ms: u64) -> CommandId {
    let mut random = [0; 10];
    random[..8].copy_from_slice(&chance.any().to_be_bytes());
    match chance.one_in(200) {
        true => Builder::from_random_bytes([random, [7; 10]].concat()[..16].try_into().unwrap())
            .into_uuid(),
        false => Builder::from_unix_timestamp_millis(ms, &random).into_uuid(),
    }
}

/// Draws what the person behind a screen asks for; nothing on a display.
///
/// `strange` is a command of somebody else: nobody is told of it, and yet it may be asked for.
pub(crate) fn command(
    chance: &mut Chance,
    mind: &Mind,
    strange: Option<CommandId>,
) -> Option<Command> {
    let odd = chance.one_in(60);
    let value = match mind.actor.role {
        Role::Display => return None,
        Role::Facilitator if !odd => lead(chance, mind),
        Role::Participant if odd => lead(chance, mind),
        _ => take_part(chance, mind, strange),
    };
    Some(serde_json::from_value(value).unwrap())
}

/// An entry that somebody else wrote.
pub(crate) fn foreign_entry(chance: &mut Chance, at_ms: u64) -> Entry {
    let (role, deed) = match chance.below(3) {
        0 => (Role::Facilitator, Deed::SetLocked { locked: chance.one_in(3) }),
        _ => (
            Role::Participant,
            Deed::Place {
                kind: "lived".into(),
                area: Some((*chance.pick(&AREAS)).into()),
                at: Some(Position { lon: -429_900, lat: 5_584_100 }),
            },
        ),
    };
    let actor = Actor { id: FOREIGNER, role };
    let body = EntryBody { version: ENTRY_VERSION, id: id(chance, at_ms), actor, at_ms, deed };
    Entry { body, personal: None }
}

fn take_part(chance: &mut Chance, mind: &Mind, strange: Option<CommandId>) -> Value {
    let sticker = strange.unwrap_or_else(|| sticker(chance, mind));
    match chance.below(21) {
        0..7 => place(chance),
        7..10 => change(chance, sticker),
        10..12 => json!({ "do": "take_back", "sticker": sticker }),
        12..17 => answer(chance),
        17 => json!({ "do": "take_back_answer", "finder": chance.pick(&FINDERS) }),
        18 | 20 => name(chance, mind),
        _ if chance.one_in(10) => json!({ "do": "erase" }),
        _ => json!({ "do": "note_consent" }),
    }
}

fn place(chance: &mut Chance) -> Value {
    let mut place = json!({ "do": "place" });
    put(&mut place, whereabouts(chance));
    put_note(chance, &mut place);
    place
}

fn change(chance: &mut Chance, sticker: CommandId) -> Value {
    let mut change = json!({ "do": "change", "sticker": sticker });
    put(&mut change, whereabouts(chance));
    if chance.one_in(3) {
        change.as_object_mut().unwrap().remove("place");
    }
    put_note(chance, &mut change);
    change
}

/// A kind, and a place that mostly fits it.
fn whereabouts(chance: &mut Chance) -> Value {
    let area = match chance.one_in(30) {
        true => "atlantis",
        false => chance.pick(&AREAS),
    };
    let far = if chance.one_in(30) { 9_000_000 } else { 0 };
    let lon = -430_500 + chance.between(0, 6_000) as i64 + far;
    let lat = 5_583_800 + chance.between(0, 900) as i64;
    let point = json!({ "point": [lon, lat] });
    let kind = chance.pick(&["lived", "lived", "visited", "tree", "lived", "moon"]);
    let fits = !chance.one_in(25);
    match (*kind == "lived") == fits {
        true => json!({ "kind": kind, "place": { "area": area } }),
        false => json!({ "kind": kind, "place": point }),
    }
}

fn put_note(chance: &mut Chance, command: &mut Value) {
    let note = match chance.below(12) {
        0..5 => format!("note-{:x}", chance.any()),
        5 => "x".repeat(281),
        6 => " \u{7} ".to_owned(),
        _ => return,
    };
    put(command, json!({ "note": note }));
}

/// One of my stickers, one that is on its way, or none that is.
fn sticker(chance: &mut Chance, mind: &Mind) -> CommandId {
    let placed = mind.card.iter().flat_map(|card| &card.stickers).map(|sticker| sticker.id);
    let coming = mind.outbox.iter().map(|(id, _)| *id);
    let known: Vec<_> = placed.chain(coming).collect();
    match known.is_empty() || chance.one_in(20) {
        true => id(chance, 1_790_000_000_000),
        false => *chance.pick(&known),
    }
}

fn answer(chance: &mut Chance) -> Value {
    let options = ["a", "b", "c", "a", "b", "z"];
    let option = *chance.pick(&options);
    let words = format!("words-{:x}", chance.any() % 1_000);
    let (finder, answer) = match chance.below(12) {
        0..3 => {
            let mut answer = json!({
                "form": "knowledge", "chosen": [{ "option": option, "depth": "some" }]
            });
            if chance.one_in(2) {
                put(&mut answer, json!({ "own": words }));
            }
            ("knowledge", answer)
        }
        3..6 => ("choice", json!({ "form": "choice", "chosen": [option] })),
        6 => {
            let value = chance.between(0, 1_010);
            ("line", json!({ "form": "line", "at": { "kind": "point", "value": value } }))
        }
        7..9 => {
            let notes = json!([{ "prompt": option, "words": words }]);
            ("wall", json!({ "form": "wall", "notes": notes }))
        }
        9..11 => {
            (*chance.pick(&["made-1", "made-2"]), json!({ "form": "choice", "chosen": [option] }))
        }
        _ => (*chance.pick(&FINDERS), json!({ "form": "skip" })),
    };
    json!({ "do": "answer", "finder": finder, "answer": answer })
}

/// The name I have, one that nobody else has, or none.
fn name(chance: &mut Chance, mind: &Mind) -> Value {
    let mut name = json!({ "do": "set_name", "shown": !chance.one_in(3) });
    let mine = mind.card.as_ref().and_then(|card| card.name.clone());
    match (chance.below(4), mine) {
        (0, _) => {}
        (1, Some(mine)) => put(&mut name, json!({ "name": mine })),
        _ => put(&mut name, json!({ "name": format!("Name {:x}", chance.any()) })),
    }
    name
}

fn lead(chance: &mut Chance, mind: &Mind) -> Value {
    let finder = *chance.pick(&FINDERS);
    let activity = *chance.pick(&ACTIVITIES);
    let mostly = !chance.one_in(3);
    match chance.below(30) {
        0..4 => json!({ "do": "set_finder_open", "finder": finder, "open": mostly }),
        4..7 => json!({ "do": "set_finder_revealed", "finder": finder, "revealed": mostly }),
        7 => json!({ "do": "set_locked", "locked": !mostly }),
        8..11 => hide(chance, mind),
        11 | 25 => mute(chance, mind),
        28..30 => hide_name(chance, mind),
        12..14 => json!({ "do": "go_to", "activity": activity }),
        14..16 => put_activity(chance, activity),
        16 => {
            json!({ "do": "move_activity", "activity": activity, "before": chance.pick(&ACTIVITIES) })
        }
        17 => json!({ "do": "remove_activity", "activity": activity }),
        18..20 => json!({
            "do": "set_activity_state", "activity": activity, "state": chance.pick(&STATES)
        }),
        20 => match chance.one_in(3) {
            true => json!({ "do": "set_timer" }),
            false => json!({ "do": "set_timer", "ms": chance.between(1, 40_000_000) }),
        },
        21 => json!({ "do": "bring" }),
        22..24 => put_finder(chance),
        24 => match chance.below(3) {
            0 => json!({ "do": "set_quiet", "quiet": mostly }),
            1 => json!({ "do": "set_archived", "archived": !mostly && chance.one_in(2) }),
            _ => json!({ "do": "set_ended", "ended": !mostly }),
        },
        _ => match chance.one_in(2) {
            true => json!({ "do": "show_area", "area": chance.pick(&AREAS) }),
            false => json!({ "do": "ask_again", "finder": finder }),
        },
    }
}

/// A thing on the board: a sticker or its note, or words that the facilitator reads.
fn thing(chance: &mut Chance, mind: &Mind) -> (u64, u8) {
    let Some(memory) = &mind.memory else { return (1, 0) };
    let stickers: Vec<_> = memory.stickers.keys().copied().collect();
    if stickers.is_empty() || chance.one_in(4) {
        return (chance.between(1, memory.rev.max(1)), 0);
    }
    (*chance.pick(&stickers), u8::from(chance.one_in(2)))
}

fn hide(chance: &mut Chance, mind: &Mind) -> Value {
    let (seq, part) = thing(chance, mind);
    let hidden = !chance.one_in(3);
    json!({ "do": "set_hidden", "seq": seq, "part": part, "hidden": hidden, "why": why(chance) })
}

fn hide_name(chance: &mut Chance, mind: &Mind) -> Value {
    let names = mind.memory.iter().flat_map(|memory| &memory.guest_names);
    let guests: Vec<_> = names.map(|one| one.guest.clone()).collect();
    let guest = match guests.is_empty() {
        true => GuestId::of(FOREIGNER),
        false => chance.pick(&guests).clone(),
    };
    let hidden = chance.one_in(2);
    json!({ "do": "set_name_hidden", "guest": guest, "hidden": hidden, "why": why(chance) })
}

fn mute(chance: &mut Chance, mind: &Mind) -> Value {
    let (seq, part) = thing(chance, mind);
    let muted = chance.one_in(2);
    json!({ "do": "set_muted", "seq": seq, "part": part, "muted": muted, "why": why(chance) })
}

fn why(chance: &mut Chance) -> Value {
    let words = if chance.one_in(30) { "w".repeat(141) } else { "because".to_owned() };
    match chance.one_in(2) {
        true => json!({ "reason": chance.pick(&REASONS) }),
        false => json!({ "reason": chance.pick(&REASONS), "words": words }),
    }
}

fn put_activity(chance: &mut Chance, id: &str) -> Value {
    let kind = *chance.pick(&["finder", "break", "stickers", "reflection", "vote", "story"]);
    let mut activity = json!({
        "id": id, "kind": kind, "title": format!("Title {}", chance.below(99)),
        "state": chance.pick(&STATES), "approval": chance.one_in(3), "skipped": chance.one_in(5)
    });
    if !chance.one_in(3) {
        put(&mut activity, json!({ "finder": chance.pick(&FINDERS) }));
    }
    if chance.one_in(2) {
        put(&mut activity, json!({ "notes": "for me" }));
    }
    let mut put_it = json!({ "do": "put_activity", "activity": activity });
    if chance.one_in(2) {
        put(&mut put_it, json!({ "before": chance.pick(&ACTIVITIES) }));
    }
    put_it
}

fn put_finder(chance: &mut Chance) -> Value {
    let options = json!([{ "id": "a", "label": "A" }, { "id": "b", "label": "B" }]);
    let id = *chance.pick(&["made-1", "made-2", "made-1", "made-2", "choice", "line"]);
    let finder = json!({
        "id": id, "question": format!("Question {}?", chance.below(99)),
        "threshold": chance.between(0, 3), "live": chance.one_in(3),
        "form": { "form": "choice", "options": options, "many": chance.one_in(2) }
    });
    json!({ "do": "put_finder", "finder": finder })
}

fn put(into: &mut Value, more: Value) {
    let Value::Object(more) = more else { return };
    into.as_object_mut().unwrap().extend(more);
}
