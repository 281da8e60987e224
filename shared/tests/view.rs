//! The privacy filter (section 6 of `docs/PROTOCOL.md`): what is absent from the bytes.

#![allow(clippy::unwrap_used, missing_docs)]

mod common;

use std::collections::BTreeMap;

use common::{Play, command, facilitator, hide, hide_name, open, person, place_area, reveal};
use kenspeckle_shared::board::Outcome;
use kenspeckle_shared::command::Command;
use kenspeckle_shared::entry::Actor;
use kenspeckle_shared::ids::BoardId;
use kenspeckle_shared::moderation::Standing;
use kenspeckle_shared::view::{Audience, Card, Change, changes, digest, own_changes, snapshot};
use serde_json::json;

/// Plays a command and gives the public's and the facilitator's bytes of its frame.
fn frames(play: &mut Play, actor: Actor, command: Command) -> (String, String) {
    let applied = play.force(actor, command).1;
    let Outcome::Changed(effects) = applied.outcome else { panic!("{:?}", applied.outcome) };
    let bytes = |audience| {
        let changes = changes(&play.board, &effects, audience);
        serde_json::to_string(&changes).unwrap()
    };
    (bytes(Audience::Public), bytes(Audience::Facilitator))
}

fn snapshot_bytes(play: &Play, audience: Audience) -> String {
    let id = BoardId::from("b");
    serde_json::to_string(&snapshot(&play.board, &id, "e", audience)).unwrap()
}

#[test]
fn r6_3_an_answer_is_absent_until_revealed_and_after_hiding_again() {
    let mut play = Play::new();
    play.ask(facilitator(), open("knowledge")).unwrap();
    let mine = command(json!({ "do": "answer", "finder": "knowledge", "answer":
        { "form": "knowledge", "chosen": [{ "option": "history", "depth": "tell" }], "own": "MARKER" } }));
    let (public, facilitators) = frames(&mut play, person(1), mine);
    assert_eq!(public, "[]", "not even that somebody answered");
    assert!(facilitators.contains(r#""answered":1"#));
    assert!(!snapshot_bytes(&play, Audience::Public).contains("people"));

    let (public, _) = frames(&mut play, facilitator(), reveal("knowledge", true));
    assert!(public.contains("MARKER") && public.contains(r#""people":1"#));
    assert!(!public.contains("answered"));

    let (public, _) = frames(&mut play, facilitator(), reveal("knowledge", false));
    assert!(!public.contains("MARKER") && !public.contains("people"));
    assert!(!snapshot_bytes(&play, Audience::Public).contains("MARKER"));
}

#[test]
fn r6_3_hidden_words_of_an_answer_are_absent() {
    let mut play = Play::new();
    play.ask(facilitator(), open("knowledge")).unwrap();
    play.ask(facilitator(), reveal("knowledge", true)).unwrap();
    let say = |words: &str| {
        command(json!({ "do": "answer", "finder": "knowledge", "answer":
        { "form": "knowledge", "chosen": [], "own": words } }))
    };
    frames(&mut play, person(1), say("RUDE"));
    let seq = play.board.rev();
    let (public, _) = frames(&mut play, facilitator(), hide(seq, true));
    assert!(!public.contains("RUDE") && public.contains(r#""people":1"#));
    let (public, facilitators) = frames(&mut play, person(1), say("RUDER"));
    assert!(!public.contains("RUDER"), "whoever had words hidden waits when they change them");
    assert!(
        facilitators.contains(r#""words":"RUDER","standing":{"is":"waiting"}"#),
        "to be shown again"
    );
    assert!(!snapshot_bytes(&play, Audience::Public).contains("RUDE"));
}

#[test]
fn r6_3_a_hidden_sticker_is_absent_for_all_but_its_author_and_facilitators() {
    let mut play = Play::new();
    let place =
        json!({ "do": "place", "kind": "lived", "place": { "area": "govan" }, "note": "MARKER" });
    frames(&mut play, person(1), command(place));
    let seq = play.board.rev();
    let (public, facilitators) = frames(&mut play, facilitator(), hide(seq, true));
    assert!(public.starts_with(&format!(r#"[{{"t":"sticker_gone","seq":{seq}}},"#)), "{public}");
    assert!(!public.contains("MARKER"));
    assert!(facilitators.contains("MARKER") && facilitators.contains(r#""hidden":true"#));
    assert!(!snapshot_bytes(&play, Audience::Public).contains("MARKER"));
    assert!(snapshot_bytes(&play, Audience::Facilitator).contains("MARKER"));
    assert!(Card::of(&play.board, person(1).id).stickers[0].hidden.is_some());
    let (public, _) = frames(&mut play, facilitator(), hide(seq, false));
    assert!(public.contains("MARKER"));
}

#[test]
fn r6_3_names_and_ids_of_people_are_absent() {
    let mut play = Play::new();
    let name = command(json!({ "do": "set_name", "name": "Jean" }));
    let (public, facilitators) = frames(&mut play, person(0xabcd), name);
    assert_eq!(public, "[]");
    assert!(facilitators.contains("Jean"));
    let (public, facilitators) = frames(&mut play, person(0xabcd), place_area("lived", "govan"));
    let id = person(0xabcd).id.to_string();
    for bytes in [public, facilitators, snapshot_bytes(&play, Audience::Facilitator)] {
        assert!(!bytes.contains(&id));
    }
    assert!(!snapshot_bytes(&play, Audience::Public).contains("Jean"));
}

#[test]
fn r6_4_a_batch_tells_each_part_once_as_it_stands_after_it() {
    let mut play = Play::new();
    let mut effects = Vec::new();
    for locked in [true, false, true] {
        let applied = play.force(facilitator(), Command::SetLocked { locked }).1;
        let Outcome::Changed(more) = applied.outcome else { panic!() };
        effects.extend(more);
    }
    let told = changes(&play.board, &effects, Audience::Public);
    assert_eq!(told, vec![Change::Locked { locked: true }]);
}

#[test]
fn r6_5_a_card_built_from_own_changes_equals_the_card() {
    let mut play = Play::new();
    play.ask(facilitator(), open("one")).unwrap();
    let first = play.fresh_id();
    play.force_with_id(person(1), first, place_area("lived", "govan"));
    let steps = [
        (person(1), json!({ "do": "change", "sticker": first, "kind": "lived", "note": "hello" })),
        (person(1), json!({ "do": "place", "kind": "lived", "place": { "area": "red-road" } })),
        (person(2), json!({ "do": "place", "kind": "lived", "place": { "area": "red-road" } })),
        (
            person(1),
            json!({ "do": "answer", "finder": "one", "answer": { "form": "choice", "chosen": ["work"] } }),
        ),
        (facilitator(), json!({ "do": "set_hidden", "seq": 3, "hidden": true })),
        (person(1), json!({ "do": "set_name", "name": "Jean", "shown": true })),
        (facilitator(), hide_name(1, true)),
        (person(1), json!({ "do": "take_back_answer", "finder": "one" })),
        (person(1), json!({ "do": "take_back", "sticker": first })),
    ];
    let mut stickers: BTreeMap<_, _> = Card::of(&play.board, person(1).id)
        .stickers
        .into_iter()
        .map(|sticker| (sticker.id, sticker))
        .collect();
    let (mut answers, mut name) = (BTreeMap::new(), None);
    let mut standing = Standing::Shown;
    for (actor, step) in steps {
        let applied = play.force(actor, command(step)).1;
        let Outcome::Changed(effects) = applied.outcome else { panic!("{:?}", applied.outcome) };
        for effect in &effects {
            use kenspeckle_shared::view::OwnChange as Own;
            let mine = own_changes(&play.board, effect).into_iter();
            for (_, change) in mine.filter(|(whose, _)| *whose == person(1).id) {
                match change {
                    Own::Sticker(sticker) => drop(stickers.insert(sticker.id, sticker)),
                    Own::StickerGone { id } => drop(stickers.remove(&id)),
                    Own::Answer(answer) => drop(answers.insert(answer.finder.clone(), answer)),
                    Own::AnswerGone { finder } => drop(answers.remove(&finder)),
                    Own::Name { name: new, standing: new_standing, .. } => {
                        (name, standing) = (new, new_standing);
                    }
                    Own::Muted { .. } | Own::Round { .. } => {}
                }
            }
        }
        let card = Card::of(&play.board, person(1).id);
        assert_eq!(card.stickers, stickers.values().cloned().collect::<Vec<_>>());
        assert_eq!(card.answers, answers.values().cloned().collect::<Vec<_>>());
        assert_eq!((card.name, card.name_standing), (name.clone(), standing.clone()));
    }
}

#[test]
fn r6_7_a_snapshot_counts_hidden_stickers_for_facilitators_only() {
    let mut play = Play::new();
    for _ in 0..5 {
        play.ask(person(1), place_area("lived", "govan")).unwrap();
    }
    play.ask(facilitator(), hide(4, true)).unwrap();
    let id = BoardId::from("b");
    let public = snapshot(&play.board, &id, "e", Audience::Public);
    let whole = snapshot(&play.board, &id, "e", Audience::Facilitator);
    assert_eq!((public.stickers.unpack().len(), whole.stickers.unpack().len()), (4, 5));
    assert_eq!((public.stickers.hidden, whole.stickers.hidden), (vec![], vec![4]));
    assert_eq!(public.stickers.groups[0].seq, vec![2, 1, 2, 1], "names are differences");
    assert_ne!(digest(&play.board, Audience::Public), digest(&play.board, Audience::Facilitator));
    assert_eq!(digest(&play.board, Audience::Public), public.digest);
}

#[test]
fn r6_5_who_answered_is_told_also_when_a_question_is_asked_again_twice_in_one_frame() {
    let mut play = Play::new();
    play.ask(facilitator(), open("plain")).unwrap();
    let answer = json!({ "do": "answer", "finder": "plain", "answer":
        { "form": "knowledge", "chosen": [{ "option": "history" }] } });
    play.force(person(1), command(answer));
    let again = || command(json!({ "do": "ask_again", "finder": "plain" }));
    let both = [(), ()].map(|()| match play.force(facilitator(), again()).1.outcome {
        Outcome::Changed(effects) => effects,
        other => panic!("{other:?}"),
    });
    let told = both.iter().flatten().flat_map(|effect| own_changes(&play.board, effect));
    let told: Vec<_> = told.filter(|(by, _)| *by == person(1).id).collect();
    assert!(!told.is_empty(), "their card would keep the answer");
}
