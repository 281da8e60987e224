//! Legends in somebody's own words, agendas of chosen activities, and other beginnings.
#![allow(clippy::unwrap_used, missing_docs)]

mod definition_support;

use definition_support::{built_in, lines};
use kenspeckle_shared::agenda::ActivityKind;
use kenspeckle_shared::definition::{Beginning, Definition, OwnKind, Plan, Wishes};
use kenspeckle_shared::definition::{Colour, KindWish, Precision, Shape};
use kenspeckle_shared::ids::{ActivityId, KindId};
use kenspeckle_shared::limits::{KIND_CHARS, KINDS_PER_BOARD};
use kenspeckle_shared::wire::{NewBoard, Start};
use serde_json::{Value, json};

fn own(label: &str, shape: Shape) -> OwnKind {
    let short = label.trim().trim_start_matches("I ").to_owned();
    let (precision, colour) = (Precision::Area, Colour::Sky);
    OwnKind { id: None, label: label.to_owned(), short, precision, shape, colour }
}

fn kept(id: &str) -> KindWish {
    KindWish::Kept(KindId(id.into()))
}

fn with_legend(kinds: Vec<KindWish>) -> Result<Definition, Vec<String>> {
    let wishes = Wishes { kinds: Some(kinds), ..Wishes::default() };
    built_in().tailored(wishes).map_err(|faults| lines(&faults))
}

fn with_activities(ids: &[&str]) -> Result<Definition, Vec<String>> {
    let ids = ids.iter().map(|id| ActivityId((*id).to_owned())).collect();
    let wishes = Wishes { plan: Plan::Some(ids), ..Wishes::default() };
    built_in().tailored(wishes).map_err(|faults| lines(&faults))
}

fn short_meeting() -> Beginning {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../boards/short-meeting.toml");
    let text = std::fs::read_to_string(path).unwrap();
    Beginning::read(&text).unwrap_or_else(|faults| panic!("{:?}", lines(&faults)))
}

#[test]
fn r9_10_a_legend_is_renamed_added_to_and_put_in_order() {
    let moved = OwnKind {
        id: Some(KindId("lived".into())),
        precision: Precision::Exact,
        ..own("  I grew\n up here ", Shape::Flower)
    };
    let new = own("I work here", Shape::House);
    let twin = own("I work here!", Shape::Star);
    let made = with_legend(vec![
        KindWish::Own(new),
        kept("visited"),
        KindWish::Own(moved),
        KindWish::Own(twin),
    ])
    .unwrap();
    let ids: Vec<_> = made.kinds.iter().map(|kind| kind.id.as_str()).collect();
    assert_eq!(ids, ["i-work-here", "visited", "lived", "i-work-here-2"]);
    assert_eq!(made.kinds[2].label, "I grew up here");
    assert_eq!((made.kinds[2].precision, made.kinds[2].shape), (Precision::Exact, Shape::Flower));
    assert_eq!(made.kinds[1], built_in().kinds[1], "what was kept is as it was");
}

#[test]
fn r9_10_a_new_kind_never_gets_the_id_of_one_that_was_left_out() {
    let made = with_legend(vec![KindWish::Own(own("Lived", Shape::Star))]).unwrap();
    assert_eq!(made.kinds[0].id.as_str(), "lived-2");
    let unnamed = with_legend(vec![KindWish::Own(own("家", Shape::Star))]).unwrap();
    assert_eq!(unnamed.kinds[0].id.as_str(), "sticker");
}

/// Each legend that cannot be, and what somebody is told.
fn bad_legends() -> Vec<(Vec<KindWish>, &'static str)> {
    let star = |label: &str| KindWish::Own(own(label, Shape::Star));
    let of = |id: &str| {
        KindWish::Own(OwnKind { id: Some(KindId(id.into())), ..own("I was here", Shape::Star) })
    };
    let long = "long ".repeat(KIND_CHARS / 5 + 1);
    vec![
        (vec![], "there is no sticker in it. Choose at least one."),
        (
            vec![star("I sit here"); KINDS_PER_BOARD + 1],
            "there are 9 kinds of sticker. Keep at most 8",
        ),
        (vec![star(" \u{202e}\u{7} ")], "sticker 1: what people say with it is missing"),
        (vec![kept("lived"), star(&long)], "sticker 2: what people say with it has 84 letters"),
        (
            vec![kept("lived"), KindWish::Own(own("I sit here", Shape::House))],
            "sticker 2 (\"I sit here\"): it has the same shape as sticker 1 (\"I lived here\")",
        ),
        (vec![kept("lived"), of("lived")], "sticker 2: it is there twice"),
        (vec![of("elsewhere")], "sticker 1: it is not in the legend that was copied"),
    ]
}

#[test]
fn r9_10_a_legend_that_cannot_be_is_told_in_plain_words() {
    for (legend, words) in bad_legends() {
        let told = with_legend(legend).unwrap_err();
        assert!(told.iter().any(|line| line.contains(words)), "{words}: {told:?}");
        assert!(told.iter().all(|line| line.starts_with("the legend")), "{told:?}");
    }
}

#[test]
fn r9_11_an_agenda_has_the_chosen_activities_in_their_order_and_only_their_questions() {
    let template = built_in();
    let made = with_activities(&["close", "knowledge", "stickers"]).unwrap();
    let steps: Vec<_> = made.agenda.iter().map(|step| step.id.as_str()).collect();
    assert_eq!(steps, ["close", "knowledge", "stickers"]);
    let has = |id: &str| made.finders.iter().any(|finder| finder.id.as_str() == id);
    assert!(has("knowledge") && !has("tea") && !has("meet-next"));
    assert!(has("say"), "no activity asks it: it was kept for when it is wanted");
    assert!(template.finders.len() > made.finders.len());
}

#[test]
fn r9_11_a_question_stays_as_long_as_one_activity_asks_it() {
    let mut template = built_in();
    let mut again =
        template.agenda.iter().find(|step| step.id.as_str() == "knowledge").cloned().unwrap();
    again.id = ActivityId("again".into());
    template.agenda.push(again);
    let plan = Plan::Some(vec![ActivityId("again".into())]);
    let made = template.tailored(Wishes { plan, ..Wishes::default() }).unwrap();
    assert!(made.finders.iter().any(|finder| finder.id.as_str() == "knowledge"));
}

#[test]
fn r9_11_activities_that_are_not_there_are_told() {
    for ids in [&["elsewhere"] as &[_], &["close", "close"]] {
        let told = with_activities(ids).unwrap_err();
        assert!(told[0].starts_with("the agenda: "), "{told:?}");
    }
    assert!(with_activities(&[]).unwrap().agenda.is_empty());
}

#[test]
fn r9_12_a_short_meeting_has_the_map_of_the_board_and_words_of_its_own() {
    let template = built_in();
    let made = template.beginning_with(&short_meeting()).tailored(Wishes::default()).unwrap();
    assert_eq!((made.areas, made.base), (template.areas, template.base));
    let kinds: Vec<_> = made.agenda.iter().map(|step| step.kind).collect();
    assert_eq!(kinds, [ActivityKind::Stickers, ActivityKind::Finder]);
    assert_eq!(made.finders.len(), 1);
    let lines = [&made.title, &made.welcome.text, &made.finders[0].question, &made.kinds[0].label];
    let others = serde_json::to_string(&built_in()).unwrap();
    assert!(lines.iter().all(|line| !others.contains(line.as_str())), "its words are its own");
}

#[test]
fn r9_12_a_beginning_with_mistakes_is_not_one() {
    let told = |text: &str| lines(&Beginning::read(text).unwrap_err());
    assert!(told("title =").iter().any(|line| line.contains("this is not TOML")));
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../boards/short-meeting.toml");
    let text =
        std::fs::read_to_string(path).unwrap().replace("finder = \"first\"", "area = \"govan\"");
    let told = told(&text);
    assert!(told.iter().any(|line| line.contains("it asks no question")), "{told:?}");
    assert!(told.iter().any(|line| line.contains("no area \"govan\"")), "{told:?}");
}

#[test]
fn r9_1_what_is_asked_for_is_read_strictly_and_as_before() {
    let read = |value: Value| serde_json::from_value::<NewBoard>(value);
    let before = json!({ "title": "Ours", "kinds": ["lived"], "without_agenda": true });
    let wishes = read(before).unwrap().wishes().unwrap();
    assert!(matches!(wishes.plan, Plan::None));
    assert_eq!(wishes.kinds, Some(vec![kept("lived")]));
    let kind = json!({ "label": "I sit", "short": "sit", "precision": "area", "shape": "star", "colour": "sky" });
    for (field, value) in
        [("size", json!(3)), ("shape", json!("cross")), ("precision", json!("roof"))]
    {
        let mut kind = kind.clone();
        kind[field] = value;
        assert!(read(json!({ "kinds": [kind] })).is_err(), "{field}");
    }
    assert!(read(json!({ "kinds": [kind, "lived"] })).is_ok());
    assert!(read(json!({ "start": "long" })).is_err());
    assert!(read(json!({ "steps": [] })).is_err());
    assert_eq!(read(json!({ "start": "full" })).unwrap().start, Some(Start::Full));
    for both in [
        json!({ "copy": true, "start": "short" }),
        json!({ "activities": [], "without_agenda": true }),
        json!({ "areas": [], "geojson": "" }),
    ] {
        assert!(read(both.clone()).unwrap().wishes().is_none(), "{both}");
    }
}
