//! Names that people show to everybody, and what a facilitator can do about them.

#![allow(clippy::unwrap_used, missing_docs)]

mod common;

use common::{Play, command, facilitator, hide_name, person, place_area};
use kenspeckle_shared::board::{Effect, Outcome};
use kenspeckle_shared::entry::Actor;
use kenspeckle_shared::ids::{BoardId, GuestId};
use kenspeckle_shared::moderation::{Handle, Handling, Reason, Standing};
use kenspeckle_shared::refusal::RefusalCode;
use kenspeckle_shared::view::{
    Audience, Card, OwnChange, Snapshot, changes, own_changes, snapshot,
};
use serde_json::{Value, json};

/// Somebody shows a name, and somebody else another one.
fn hall() -> Play {
    let mut play = Play::new();
    play.act(1, shown("RUDE"));
    play.act(2, shown("Ali"));
    play
}

fn shown(name: &str) -> Value {
    json!({ "do": "set_name", "name": name, "shown": true })
}

fn unshown(name: &str) -> Value {
    json!({ "do": "set_name", "name": name })
}

fn seen_by(play: &Play, audience: Audience) -> Snapshot {
    snapshot(&play.board, &BoardId::from("b"), "e", audience)
}

fn guests(play: &Play) -> Vec<String> {
    seen_by(play, Audience::Public).guests
}

fn public(play: &Play) -> String {
    serde_json::to_string(&seen_by(play, Audience::Public)).unwrap()
}

fn card(play: &Play, number: u128) -> Card {
    Card::of(&play.board, person(number).id)
}

/// How a name stands for whoever leads; none if it is not one of those that can be hidden.
fn standing(play: &Play, number: u128) -> Option<Standing> {
    let guest = GuestId::of(person(number).id);
    let names = seen_by(play, Audience::Facilitator).guest_names;
    names.into_iter().find(|one| one.guest == guest).map(|one| one.standing)
}

fn effects(play: &mut Play, actor: Actor, json: Value) -> Vec<Effect> {
    match play.force(actor, command(json)).1.outcome {
        Outcome::Changed(effects) => effects,
        other => panic!("{other:?}"),
    }
}

#[test]
fn r5_23_a_hidden_name_is_read_by_nobody_else_and_its_owner_reads_why() {
    let mut play = hall();
    assert_eq!(guests(&play), ["Ali", "RUDE"]);
    play.lead(hide_name(1, true));
    assert_eq!(guests(&play), ["Ali"]);
    let all = public(&play);
    assert!(!all.contains("RUDE") && !all.contains("BECAUSE"), "{all}");
    let mine = card(&play, 1);
    assert_eq!((mine.name.as_deref(), mine.name_shown), (Some("RUDE"), true), "it is still theirs");
    let why = mine.name_standing.why().unwrap();
    assert_eq!((why.reason, why.words.as_deref()), (Reason::Hurtful, Some("BECAUSE")));
    assert!(card(&play, 2).name_standing.is_shown());
    let listed = seen_by(&play, Audience::Facilitator);
    assert!(listed.names.unwrap().contains(&"RUDE".to_owned()), "whoever leads can show it again");
    assert_eq!(listed.guests, ["Ali"], "and reads in the same list as everybody");
    play.lead(hide_name(1, false));
    assert_eq!(guests(&play), ["Ali", "RUDE"]);
    assert!(card(&play, 1).name_standing.is_shown());
}

#[test]
fn r5_20_another_name_in_place_of_a_hidden_one_waits() {
    let mut play = hall();
    play.lead(hide_name(1, true));
    play.act(1, shown("RUDE"));
    assert!(standing(&play, 1).unwrap().why().is_some(), "the same name stays hidden");
    play.act(1, shown("RUDER"));
    assert_eq!(guests(&play), ["Ali"]);
    assert_eq!(standing(&play, 1), Some(Standing::Waiting));
    assert_eq!(card(&play, 1).name_standing, Standing::Waiting, "its owner knows");
    play.act(1, shown("Jean"));
    assert_eq!(guests(&play), ["Ali"], "and a third one waits likewise");
    play.lead(hide_name(1, false));
    assert_eq!(guests(&play), ["Ali", "Jean"]);
    play.act(1, shown("Jeannie"));
    assert_eq!(guests(&play), ["Ali", "Jeannie"], "whose name was read is free again");
}

#[test]
fn r5_23_not_showing_a_hidden_name_is_no_way_around() {
    let ways: [&[Value]; 4] = [
        &[unshown("RUDE"), shown("RUDE")],
        &[unshown("RUDE"), shown("RUDER")],
        &[json!({ "do": "set_name" }), shown("RUDE")],
        &[unshown("RUDER"), shown("RUDER")],
    ];
    for way in ways {
        let mut play = hall();
        play.lead(hide_name(1, true));
        for step in way {
            play.act(1, step.clone());
            assert_eq!(guests(&play), ["Ali"], "{way:?}");
        }
        assert!(!standing(&play, 1).unwrap().is_shown(), "{way:?}");
    }
    let mut play = hall();
    play.lead(hide_name(1, true));
    play.act(1, shown("Waiting"));
    play.act(1, json!({ "do": "set_name" }));
    play.act(1, shown("Waiting no more"));
    assert_eq!(standing(&play, 1), Some(Standing::Waiting));
}

#[test]
fn r5_23_only_a_name_that_is_shown_can_be_hidden() {
    let mut play = hall();
    play.act(3, unshown("Private"));
    for number in [3, 4] {
        for hidden in [true, false] {
            let refused = play.refusal(facilitator(), hide_name(number, hidden));
            assert_eq!(refused, RefusalCode::UnknownName);
        }
    }
    play.act(1, unshown("RUDE"));
    assert_eq!(standing(&play, 1), None);
    assert_eq!(play.refusal(facilitator(), hide_name(1, true)), RefusalCode::UnknownName);
    let long = json!({ "do": "set_name_hidden", "guest": GuestId::of(person(2).id), "hidden": true,
                       "why": { "reason": "other", "words": "x".repeat(141) } });
    assert_eq!(play.refusal(facilitator(), long), RefusalCode::TooLong);
}

#[test]
fn r5_23_the_handle_of_a_name_says_nothing_of_its_owner() {
    let mut play = hall();
    play.ask(person(1), place_area("lived", "govan")).unwrap();
    let of = |play: &Play| {
        let names = seen_by(play, Audience::Facilitator).guest_names;
        names.into_iter().find(|one| one.name != "Ali").unwrap().guest
    };
    let handle = of(&play);
    assert_eq!(handle, GuestId::of(person(1).id));
    assert_ne!(handle, GuestId::of(person(2).id));
    play.act(1, shown("Somebody else"));
    assert_eq!(of(&play), handle, "it does not follow from the name");
    let id = person(1).id;
    assert!(!id.simple().to_string().contains(handle.as_str()));
    let whole = serde_json::to_value(seen_by(&play, Audience::Facilitator)).unwrap();
    let there = |value: &Value| value.to_string().contains(handle.as_str());
    let fields = whole.as_object().unwrap().iter().filter(|(_, value)| there(value));
    let fields: Vec<_> = fields.map(|(name, _)| name.as_str()).collect();
    assert_eq!(fields, ["guest_names"], "and is at nothing else of theirs");
    assert!(!public(&play).contains(handle.as_str()));
    // Stored in logs: it must be the same for ever.
    assert_eq!(handle.as_str(), "4430f48968dcd606");
}

#[test]
fn r5_21_everybody_can_read_that_a_name_was_hidden_and_never_whose() {
    let mut play = hall();
    play.lead(hide_name(1, true));
    play.lead(hide_name(1, false));
    play.lead(hide_name(1, true));
    play.act(1, shown("Jean"));
    play.lead(hide_name(1, false));
    let deeds: Vec<_> = play.board.handled().iter().map(|one| (one.deed, one.to)).collect();
    let done = [Handling::Hidden, Handling::Restored, Handling::Hidden, Handling::Approved];
    assert_eq!(deeds, done.map(|deed| (deed, Handle::Name)));
    let list = serde_json::to_string(play.board.handled()).unwrap();
    assert!(list.contains(r#""to":"name","reason":"hurtful""#), "{list}");
    let guest = GuestId::of(person(1).id);
    for secret in ["RUDE", "Jean", "BECAUSE", guest.as_str(), &person(1).id.to_string()] {
        assert!(!list.contains(secret), "{secret}");
    }
}

#[test]
fn r6_3_frames_tell_the_public_of_a_hidden_name_only_that_it_left() {
    let mut play = hall();
    let mut told = |actor: Actor, json: Value| {
        let effects = effects(&mut play, actor, json);
        let bytes =
            |audience| serde_json::to_string(&changes(&play.board, &effects, audience)).unwrap();
        (bytes(Audience::Public), bytes(Audience::Facilitator))
    };
    let (all, leads) = told(facilitator(), hide_name(1, true));
    assert!(all.starts_with(r#"[{"t":"guests","names":["Ali"]},{"t":"handled","#), "{all}");
    assert!(leads.contains(r#""name":"RUDE","standing":{"is":"hidden","#), "{leads}");
    for json in [shown("RUDER"), unshown("RUDER"), shown("Jean")] {
        let (all, leads) = told(person(1), json);
        assert_eq!(all, "[]", "not even that somebody did something about it");
        assert!(leads.starts_with(r#"[{"t":"names","#), "{leads}");
    }
    let (all, _) = told(facilitator(), hide_name(1, false));
    assert!(all.starts_with(r#"[{"t":"guests","names":["Ali","Jean"]},"#), "{all}");
}

#[test]
fn r6_5_the_owners_devices_are_told_how_the_name_stands() {
    let mut play = hall();
    let steps = [
        (facilitator(), hide_name(1, true)),
        (person(1), shown("Jean")),
        (facilitator(), hide_name(1, false)),
    ];
    for (actor, json) in steps {
        let effects = effects(&mut play, actor, json);
        let own: Vec<_> =
            effects.iter().flat_map(|effect| own_changes(&play.board, effect)).collect();
        let card = card(&play, 1);
        let (name, shown, standing) = (card.name, card.name_shown, card.name_standing);
        assert_eq!(own, [(person(1).id, OwnChange::Name { name, shown, standing })]);
    }
}

#[test]
fn r5_31_a_hidden_name_is_erased_with_its_reason() {
    let mut play = hall();
    play.lead(hide_name(1, true));
    let guest = GuestId::of(person(1).id);
    let before = guests(&play);
    let effects = effects(&mut play, person(1), json!({ "do": "erase" }));
    let board = serde_json::to_string(&play.board).unwrap();
    for secret in ["RUDE", "BECAUSE", guest.as_str()] {
        assert!(!board.contains(secret), "{secret}");
    }
    assert_eq!(card(&play, 1), Card::default());
    assert!(changes(&play.board, &effects, Audience::Public).is_empty(), "nobody read it");
    assert_eq!(guests(&play), before);
    assert_eq!(play.refusal(facilitator(), hide_name(1, false)), RefusalCode::UnknownName);
}
