//! The command that each row of the tables asks for.

use serde_json::{Value, json};

use super::scene::{ME, OTHER, Scene};
use crate::common::hide_name;

pub fn wish(row: &str, scene: &Scene) -> Value {
    own_thing(row, scene)
        .or_else(|| answer(row))
        .or_else(|| moderation(row, scene))
        .or_else(|| agenda(row))
        .or_else(|| board(row))
        .unwrap_or_else(|| panic!("no command is known for the row: {row}"))
}

fn own_thing(row: &str, scene: &Scene) -> Option<Value> {
    let place = |kind: &str, place: Value, note: Option<&str>| {
        Some(json!({ "do": "place", "kind": kind, "place": place, "note": note }))
    };
    let change =
        |id| Some(json!({ "do": "change", "sticker": id, "kind": "lived", "note": "new" }));
    let take_back = |id| Some(json!({ "do": "take_back", "sticker": id }));
    match row {
        "`place` a sticker in an area" => place("lived", json!({ "area": "govan" }), None),
        "`place` a sticker at a point" => {
            place("visited", json!({ "point": [-425_600, 5_586_300] }), None)
        }
        "`place` a sticker with a note" => {
            place("lived", json!({ "area": "govan" }), Some("words"))
        }
        "`change` my sticker" => change(scene.mine.0),
        "`change` my sticker that is hidden" => change(scene.hidden),
        "`change` somebody else's sticker" => change(scene.theirs),
        "`change` a sticker that I took back" => change(scene.gone.0),
        "`take_back` my sticker" => take_back(scene.mine.0),
        "`take_back` my sticker that is hidden" => take_back(scene.hidden),
        "`take_back` somebody else's sticker" => take_back(scene.theirs),
        "`take_back` a sticker that I took back" => take_back(scene.gone.0),
        "`set_name`" => Some(json!({ "do": "set_name", "name": "Jean" })),
        "`set_name` for everybody to read" => {
            Some(json!({ "do": "set_name", "name": "Jean", "shown": true }))
        }
        "`set_name`: none" => Some(json!({ "do": "set_name" })),
        "`note_consent`" => Some(json!({ "do": "note_consent" })),
        "`erase`" => Some(json!({ "do": "erase" })),
        _ => None,
    }
}

fn answer(row: &str) -> Option<Value> {
    let answer = |finder: &str, answer: Value| {
        Some(json!({ "do": "answer", "finder": finder, "answer": answer }))
    };
    let choice = json!({ "form": "choice", "chosen": ["living"] });
    let words = json!({ "form": "wall", "notes": [{ "prompt": "b", "words": "new" }] });
    match row {
        "`answer` for the first time" => answer("one", choice),
        "`answer` anew" => answer("topics", choice),
        "`answer` in words" => answer("wall", words),
        "`answer`: skip" => answer("topics", json!({ "form": "skip" })),
        "`answer` in another form" => answer("wall", choice),
        "`answer` what is not asked" => answer("nothing", choice),
        "`take_back_answer`" => Some(json!({ "do": "take_back_answer", "finder": "topics" })),
        "`take_back_answer` that was not given" => {
            Some(json!({ "do": "take_back_answer", "finder": "line" }))
        }
        _ => None,
    }
}

fn moderation(row: &str, scene: &Scene) -> Option<Value> {
    let (sticker, gone, words) = (scene.mine.1, scene.gone.1, scene.words);
    let hide = |seq: u64, part: u8, hidden: bool| {
        Some(json!({ "do": "set_hidden", "seq": seq, "part": part, "hidden": hidden }))
    };
    let name = |of: u128, hidden: bool| Some(hide_name(of, hidden));
    let mute =
        |seq: u64, muted: bool| Some(json!({ "do": "set_muted", "seq": seq, "muted": muted }));
    match row {
        "`set_hidden`: a sticker" => hide(sticker, 0, true),
        "`set_hidden`: a note" => hide(sticker, 1, true),
        "`set_hidden`: words in an answer" => hide(words, 0, true),
        "`set_hidden`: show a sticker" => hide(sticker, 0, false),
        "`set_hidden`: a note that is not there" => hide(sticker, 2, true),
        "`set_hidden`: what was taken back" => hide(gone, 0, true),
        "`set_name_hidden`: a name that everybody reads" => name(OTHER, true),
        "`set_name_hidden`: show it" => name(OTHER, false),
        "`set_name_hidden`: a name that is not shown to all" => name(ME, true),
        "`set_name_hidden` of nobody" => name(99, true),
        "`set_muted`: whose sticker it is" => mute(sticker, true),
        "`set_muted`: whose words they are" => mute(words, true),
        "`set_muted`: let them go on" => mute(words, false),
        "`set_muted`: whose sticker was taken back" => mute(gone, true),
        _ => None,
    }
}

fn agenda(row: &str) -> Option<Value> {
    let put = |id: &str, state: &str, skipped: bool| {
        let activity = json!({ "id": id, "kind": "break", "title": "Tea", "state": state, "skipped": skipped });
        Some(json!({ "do": "put_activity", "activity": activity }))
    };
    let about = |what: &str, id: &str| Some(json!({ "do": what, "activity": id }));
    match row {
        "`go_to`" => about("go_to", "close"),
        "`go_to` no activity" => about("go_to", "nowhere"),
        "`put_activity`: a new one" => put("tea", "open", false),
        "`put_activity`: another state of the present one" => put("welcome", "view_only", false),
        "`put_activity`: the present one, hidden" => put("welcome", "hidden", false),
        "`put_activity`: the present one, left out" => put("welcome", "open", true),
        "`move_activity`" => about("move_activity", "ask"),
        "`move_activity` before no activity" => {
            Some(json!({ "do": "move_activity", "activity": "ask", "before": "nowhere" }))
        }
        "`remove_activity`" => about("remove_activity", "stickers"),
        "`remove_activity` of the present one" => about("remove_activity", "welcome"),
        "`set_activity_state`" => {
            Some(json!({ "do": "set_activity_state", "activity": "ask", "state": "view_only" }))
        }
        "`set_activity_state` of no activity" => {
            Some(json!({ "do": "set_activity_state", "activity": "nowhere", "state": "open" }))
        }
        _ => None,
    }
}

fn board(row: &str) -> Option<Value> {
    let finder = |what: &str, name: &str, id: &str, to: bool| {
        Some(json!({ "do": what, "finder": id, name: to }))
    };
    let open = |id: &str, to: bool| finder("set_finder_open", "open", id, to);
    let reveal = |id: &str, to: bool| finder("set_finder_revealed", "revealed", id, to);
    let options = json!([{ "id": "living", "label": "L" }, { "id": "history", "label": "H" }, { "id": "work", "label": "W" }]);
    let choice = json!({ "form": "choice", "options": options, "many": true });
    let put = |id: &str, form: Value, threshold: u32| {
        let finder = json!({ "id": id, "question": "Why?", "form": form, "threshold": threshold });
        Some(json!({ "do": "put_finder", "finder": finder }))
    };
    match row {
        "`set_finder_open`: open" => open("line", true),
        "`set_finder_open`: close" => open("topics", false),
        "`set_finder_open` of no finder" => open("nothing", true),
        "`set_finder_revealed`: reveal" => reveal("topics", true),
        "`set_finder_revealed`: hide" => reveal("topics", false),
        "`set_finder_revealed` of no finder" => reveal("nothing", true),
        "`put_finder`: a new one" => put("new", choice, 5),
        "`put_finder`: other words for one that was answered" => put("topics", choice, 3),
        "`put_finder`: another form for one that was answered" => {
            put("topics", json!({ "form": "rank", "options": options }), 3)
        }
        "`put_finder`: a lower threshold for one that was answered" => put("topics", choice, 1),
        "`ask_again`" => Some(json!({ "do": "ask_again", "finder": "topics" })),
        "`ask_again` of no finder" => Some(json!({ "do": "ask_again", "finder": "nothing" })),
        "`set_locked`" => Some(json!({ "do": "set_locked", "locked": true })),
        "`set_timer`" => Some(json!({ "do": "set_timer", "ms": 60_000 })),
        "`set_timer`: put it away" => Some(json!({ "do": "set_timer" })),
        "`bring`" => Some(json!({ "do": "bring" })),
        "`set_quiet`" => Some(json!({ "do": "set_quiet", "quiet": true })),
        "`set_archived`" => Some(json!({ "do": "set_archived", "archived": true })),
        "`show_area`" => Some(json!({ "do": "show_area", "area": "govan" })),
        "`show_area`: none" => Some(json!({ "do": "show_area" })),
        "`show_area` of no area" => Some(json!({ "do": "show_area", "area": "atlantis" })),
        "`set_ended`" => Some(json!({ "do": "set_ended", "ended": true })),
        _ => None,
    }
}
