//! What the public reads of a question, from its reveal to its end: whoever compares all of it, and
//! knows who did something meanwhile, learns of no count of a few people.

#![allow(clippy::unwrap_used, missing_docs)]

mod common;

use std::collections::{BTreeMap, BTreeSet};

use common::forms::{answer, counts, finder, forms};
use common::{Play, command, person, rules};
use kenspeckle_shared::entry::Rules;
use kenspeckle_shared::ids::BoardId;
use kenspeckle_shared::view::{Audience, snapshot};
use proptest::prelude::*;
use serde_json::{Value, json};

fn hall(form: &Value, threshold: u32) -> Play {
    let finders = vec![finder(form, threshold, false)];
    let mut play = Play::with(Rules { finders, ..rules() });
    play.lead(json!({ "do": "set_finder_open", "finder": "f", "open": true }));
    play
}

fn seen(play: &Play) -> Value {
    let whole = snapshot(&play.board, &BoardId::from("b"), "e", Audience::Public);
    serde_json::to_value(&whole.finders[0]).unwrap()
}

/// One course of a question: what the public read, each different thing once, and how many people
/// had said what when it was counted.
struct Course {
    read: Vec<String>,
    /// Whether its counts are asked for. Where everybody there is does something, they are not:
    /// whoever reads it does not know that there is nobody else.
    checked: bool,
    counts: Vec<(String, u32)>,
}

impl Course {
    fn new() -> Self {
        Self { read: Vec::new(), checked: true, counts: Vec::new() }
    }

    fn look(&mut self, play: &Play) {
        let now = seen(play).to_string();
        if self.read.last() != Some(&now) {
            self.read.push(now);
        }
    }

    /// Notes how many of these say each of the things that can be said.
    fn note<'a>(&mut self, when: &str, said: impl Iterator<Item = &'a str>) {
        let said: Vec<_> = said.collect();
        for thing in ["a", "b", "w"] {
            let people = said.iter().filter(|one| one.contains(thing)).count();
            self.counts.push((format!("{thing} {when}"), people as u32));
        }
    }
}

/// Of all courses in which the public read the same, at least two differ in each count of a few.
fn tells_of_nobody(courses: Vec<Course>, threshold: u32) {
    let mut same: BTreeMap<Vec<String>, Vec<Course>> = BTreeMap::new();
    for course in courses {
        same.entry(course.read.clone()).or_default().push(course);
    }
    let asked = |alike: &Vec<Course>| alike.iter().any(|course| course.checked);
    for (read, alike) in same.into_iter().filter(|(_, alike)| asked(alike)) {
        for (at, count) in alike[0].counts.iter().enumerate() {
            let values: BTreeSet<u32> = alike.iter().map(|course| course.counts[at].1).collect();
            let small = values.iter().all(|value| (1..threshold).contains(value));
            assert!(!small || values.len() > 1, "{count:?} follows from {read:#?}");
        }
    }
}

/// Every way in which so many people, of whom it does not matter who is who, do one of these.
fn hands(people: usize, ways: usize) -> Vec<Vec<usize>> {
    if people == 0 {
        return vec![Vec::new()];
    }
    let more = |rest: Vec<usize>| {
        let from = rest.last().copied().unwrap_or(0);
        (from..ways).map(move |next| [rest.clone(), vec![next]].concat())
    };
    hands(people - 1, ways).into_iter().flat_map(more).collect()
}

/// Lets a person say something: `a`, `b` or `w` (a word of their own), nothing, or that they skip;
/// or take back what they said, or everything.
fn say(play: &mut Play, who: u128, words: bool, what: &str) {
    let own: &[&str] = if what.contains('w') { &["word"] } else { &[] };
    let chosen: Vec<_> = ["a", "b"].into_iter().filter(|one| what.contains(one)).collect();
    let wish = match what {
        "" => return,
        "skip" => json!({ "do": "answer", "finder": "f", "answer": { "form": "skip" } }),
        "taken back" => json!({ "do": "take_back_answer", "finder": "f" }),
        "erased" => json!({ "do": "erase" }),
        _ if words => json!({ "do": "answer", "finder": "f",
            "answer": { "form": "words", "chosen": chosen, "own": own } }),
        _ => json!({ "do": "answer", "finder": "f",
            "answer": { "form": "choice", "chosen": chosen } }),
    };
    play.force(person(who), command(wish));
}

/// What somebody says in the end who said `first` and then did `then`.
fn after(first: &'static str, then: &'static str) -> &'static str {
    match then {
        "" => first,
        "skip" | "taken back" | "erased" => "none",
        said => said,
    }
}

/// All courses in which people say one thing, it is revealed, they do another thing, and it closes.
fn closing(
    form: &Value,
    people: usize,
    first: &[&'static str],
    then: &[&'static str],
) -> Vec<Course> {
    let words = form["form"] == "words";
    let hall = hall(form, 2);
    let course = |hand: Vec<usize>| {
        let of = |way: usize| (first[way % first.len()], then[way / first.len()]);
        let (mut play, mut course) = (hall.clone(), Course::new());
        for (who, way) in (1..).zip(&hand) {
            say(&mut play, who, words, of(*way).0);
        }
        play.lead(json!({ "do": "set_finder_revealed", "finder": "f", "revealed": true }));
        course.look(&play);
        course.note("at the reveal", hand.iter().map(|way| of(*way).0));
        for (who, way) in (1..).zip(&hand) {
            say(&mut play, who, words, of(*way).1);
            course.look(&play);
        }
        play.lead(json!({ "do": "set_finder_open", "finder": "f", "open": false }));
        course.look(&play);
        course.note("in the end", hand.iter().map(|way| after(of(*way).0, of(*way).1)));
        course.checked = hand.iter().filter(|way| of(**way) != ("", "")).count() <= 4;
        course
    };
    hands(people, first.len() * then.len()).into_iter().map(course).collect()
}

fn choice(many: bool) -> Value {
    let options = ["a", "b"].map(|id| json!({ "id": id, "label": id }));
    json!({ "form": "choice", "options": options, "many": many })
}

#[test]
fn r5_26_nothing_of_a_few_follows_from_the_course_of_a_question() {
    let then = ["", "a", "taken back"];
    tells_of_nobody(closing(&choice(false), 5, &["", "a", "b"], &then), 2);
    tells_of_nobody(closing(&choice(true), 5, &["", "a", "ab"], &["", "skip", "a"]), 2);
}

#[test]
fn r5_31_nothing_of_a_few_follows_from_words_that_are_taken_away_or_erased() {
    let bank = json!([{ "id": "a", "label": "a" }]);
    let form = json!({ "form": "words", "bank": bank, "most": 2, "own": true });
    tells_of_nobody(closing(&form, 5, &["", "a", "w"], &["", "w", "erased"]), 2);
}

#[test]
fn r5_28_nothing_of_a_few_follows_from_two_rounds() {
    let (first, then) = (["", "a", "b"], ["", "a", "taken back"]);
    let hall = hall(&choice(false), 2);
    let course = |hand: Vec<usize>| {
        let of = |way: usize| (first[way % first.len()], then[way / first.len()]);
        let (mut play, mut course) = (hall.clone(), Course::new());
        let reveal = json!({ "do": "set_finder_revealed", "finder": "f", "revealed": true });
        for (who, way) in (1..).zip(&hand) {
            say(&mut play, who, false, of(*way).0);
        }
        play.lead(reveal.clone());
        course.look(&play);
        course.note("at first", hand.iter().map(|way| of(*way).0));
        play.lead(json!({ "do": "ask_again", "finder": "f" }));
        for (who, way) in (1..).zip(&hand) {
            say(&mut play, who, false, of(*way).1);
        }
        play.lead(reveal);
        course.look(&play);
        play.lead(json!({ "do": "set_finder_open", "finder": "f", "open": false }));
        course.look(&play);
        let left = |(first, then): (&'static str, &str)| match then {
            "taken back" => "none",
            _ => first,
        };
        course.note("of the first that are left", hand.iter().map(|way| left(of(*way))));
        course.note("when asked again", hand.iter().map(|way| after("none", of(*way).1)));
        course.checked = hand.iter().filter(|way| of(**way) != ("", "")).count() <= 4;
        course
    };
    tells_of_nobody(hands(6, 9).into_iter().map(course).collect(), 2);
}

/// What one person, or the facilitator, does next.
#[derive(Debug, Clone)]
enum Step {
    Answer(u128, [u16; 3]),
    Skip(u128),
    Back(u128),
    Erase(u128),
    Count(u8),
}

fn step() -> impl Strategy<Value = Step> {
    let who = 1_u128..12;
    let answer =
        (who.clone(), [0_u16..10, 0..10, 0..4]).prop_map(|(who, what)| Step::Answer(who, what));
    prop_oneof![
        12 => answer,
        2 => who.clone().prop_map(Step::Skip),
        2 => who.clone().prop_map(Step::Back),
        1 => who.prop_map(Step::Erase),
        3 => (0_u8..4).prop_map(Step::Count),
    ]
}

/// The numbers that the public reads, apart from what people say in their own words.
fn numbers(play: &Play) -> Vec<(String, Option<u64>)> {
    let view = seen(play);
    let mut found = Vec::new();
    for tally in ["tally", "before"] {
        let mut bare = view[tally].clone();
        if let Some(fields) = bare.as_object_mut() {
            fields.remove("own");
        }
        counts(&bare, tally, &mut found);
    }
    found
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn r5_26_numbers_move_only_when_they_are_counted_and_never_by_a_few(
        threshold in 2_u32..5,
        steps in prop::collection::vec(step(), 0..60),
    ) {
        for form in forms().iter().filter(|form| form["form"] != "wall") {
            let mut play = hall(form, threshold);
            for step in &steps {
                let was = numbers(&play);
                match step {
                    Step::Count(how) => count(&mut play, *how),
                    Step::Answer(who, what) => {
                        let answer = serde_json::to_value(answer(form, *what)).unwrap();
                        act(&mut play, *who, json!({ "do": "answer", "finder": "f", "answer": answer }));
                    }
                    Step::Skip(who) => say(&mut play, *who, false, "skip"),
                    Step::Back(who) => say(&mut play, *who, false, "taken back"),
                    Step::Erase(who) => say(&mut play, *who, false, "erased"),
                }
                let is = numbers(&play);
                for (path, number) in &is {
                    prop_assert!(number.is_none_or(|number| number >= u64::from(threshold)), "{path}");
                }
                if !matches!(step, Step::Count(_)) {
                    prop_assert_eq!(&was, &is, "{:?} of {}", step, form);
                } else if was.len() == is.len() {
                    for ((path, was), (_, is)) in was.iter().zip(&is) {
                        let (Some(was), Some(is)) = (was, is) else { continue };
                        let far = was == is || was.abs_diff(*is) >= u64::from(threshold);
                        prop_assert!(far, "{path}: {was} and {is} of {form}");
                    }
                }
            }
        }
    }
}

fn act(play: &mut Play, who: u128, wish: Value) {
    play.force(person(who), command(wish));
}

/// Closes it and opens it again, or shows it anew, or asks again.
fn count(play: &mut Play, how: u8) {
    let open = |open: bool| json!({ "do": "set_finder_open", "finder": "f", "open": open });
    let reveal = json!({ "do": "set_finder_revealed", "finder": "f", "revealed": true });
    let wishes = match how {
        0 => vec![open(false), open(true)],
        1 => vec![json!({ "do": "ask_again", "finder": "f" })],
        _ => vec![reveal],
    };
    wishes.into_iter().for_each(|wish| play.lead(wish));
}
