//! Opinion finders of each form, from being planned to being asked again.

use serde_json::{Value, json};

use super::counts;
use super::hall::Hall;

/// As many people as give the answer that most give; above the threshold.
const MANY: usize = 6;
const THRESHOLD: u64 = 5;

/// A form, and what people answer to it.
struct Case {
    form: Value,
    /// By person, what most answer; words of their own are marked `COMMON`.
    most: fn(usize) -> Value,
    /// What one person answers; words of their own are marked `LONELY`.
    one: Value,
    /// Whether it takes words of people's own.
    words: bool,
    /// Whether it has counts.
    counts: bool,
    /// The number that the public reads of what most answer; of an order, none.
    told: Option<u64>,
}

fn case(name: &str) -> Case {
    let option = |id: &str| json!({ "id": id, "label": format!("LABEL-{id}") });
    let options = json!([option("a"), option("b"), option("c")]);
    let case = |form: Value, most: fn(usize) -> Value, one: Value| Case {
        form,
        most,
        one,
        words: false,
        counts: true,
        told: Some(MANY as u64),
    };
    match name {
        "knowledge" => Case {
            words: true,
            ..case(
                json!({ "form": "knowledge", "options": options, "depth": true, "own": true }),
                |who| json!({ "form": "knowledge", "chosen": [{ "option": "a", "depth": "tell" }], "own": format!("COMMON {who}") }),
                json!({ "form": "knowledge", "chosen": [{ "option": "b" }], "own": "LONELY" }),
            )
        },
        "choice" => case(
            json!({ "form": "choice", "options": options, "many": false }),
            |_| json!({ "form": "choice", "chosen": ["a"] }),
            json!({ "form": "choice", "chosen": ["b"] }),
        ),
        "line" => case(
            json!({ "form": "line", "from": "FROM", "to": "TO" }),
            |_| json!({ "form": "line", "at": { "kind": "point", "value": 50 } }),
            json!({ "form": "line", "at": { "kind": "point", "value": 950 } }),
        ),
        "dots" => Case {
            told: Some(3 * MANY as u64),
            ..case(
                json!({ "form": "dots", "options": options, "areas": false, "dots": 3 }),
                |_| json!({ "form": "dots", "given": [{ "option": "a", "dots": 3 }] }),
                json!({ "form": "dots", "given": [{ "option": "b", "dots": 2 }] }),
            )
        },
        "words" => Case {
            words: true,
            ..case(
                json!({ "form": "words", "bank": options, "most": 3, "own": true }),
                |_| json!({ "form": "words", "chosen": ["a"], "own": ["COMMON"] }),
                json!({ "form": "words", "chosen": ["b"], "own": ["LONELY"] }),
            )
        },
        "target" => case(
            json!({ "form": "target", "statements": options }),
            |_| json!({ "form": "target", "aimed": [{ "option": "a", "ring": 0 }] }),
            json!({ "form": "target", "aimed": [{ "option": "b", "ring": 3 }] }),
        ),
        "quadrant" => case(
            json!({ "form": "quadrant", "across": { "from": "W", "to": "E" }, "up": { "from": "S", "to": "N" } }),
            |_| json!({ "form": "quadrant", "at": { "kind": "point", "x": 100, "y": 100 } }),
            json!({ "form": "quadrant", "at": { "kind": "point", "x": 900, "y": 900 } }),
        ),
        "rank" => Case {
            told: None,
            ..case(
                json!({ "form": "rank", "options": options }),
                |_| json!({ "form": "rank", "order": ["a"] }),
                json!({ "form": "rank", "order": ["b"] }),
            )
        },
        "wall" => Case {
            words: true,
            counts: false,
            ..case(
                json!({ "form": "wall", "prompts": options }),
                |who| json!({ "form": "wall", "notes": [{ "prompt": "a", "words": format!("COMMON {who}") }] }),
                json!({ "form": "wall", "notes": [{ "prompt": "b", "words": "LONELY" }] }),
            )
        },
        other => panic!("no form is called {other}"),
    }
}

macro_rules! each_form {
    ($($test:ident $form:literal),* $(,)?) => {
        const TRIED: &[&str] = &[$($form),*];
        $(#[tokio::test] async fn $test() { whole_life($form).await })*
    };
}

each_form! {
    r6_3_nothing_of_a_knowledge_finder_is_told_too_early "knowledge",
    r6_3_nothing_of_a_choice_finder_is_told_too_early "choice",
    r6_3_nothing_of_a_line_finder_is_told_too_early "line",
    r6_3_nothing_of_a_dots_finder_is_told_too_early "dots",
    r6_3_nothing_of_a_words_finder_is_told_too_early "words",
    r6_3_nothing_of_a_target_finder_is_told_too_early "target",
    r6_3_nothing_of_a_quadrant_finder_is_told_too_early "quadrant",
    r6_3_nothing_of_a_rank_finder_is_told_too_early "rank",
    r6_3_nothing_of_a_wall_is_told_too_early "wall",
}

/// Fails to compile when there is a form that is not tried.
#[test]
fn r6_3_every_form_is_tried() {
    use kenspeckle_shared::finder::Form;
    for form in TRIED {
        let name = match serde_json::from_value(case(form).form).unwrap() {
            Form::Knowledge { .. } => "knowledge",
            Form::Choice { .. } => "choice",
            Form::Line { .. } => "line",
            Form::Dots { .. } => "dots",
            Form::Words { .. } => "words",
            Form::Target { .. } => "target",
            Form::Quadrant { .. } => "quadrant",
            Form::Rank { .. } => "rank",
            Form::Wall { .. } => "wall",
        };
        assert_eq!(name, *form);
    }
    assert_eq!(TRIED.len(), 9);
}

async fn whole_life(form: &str) {
    let case = case(form);
    // The last one skips.
    let mut hall = Hall::new(MANY + 2).await;
    plan(&mut hall, &case).await;
    answer(&mut hall, &case).await;
    reveal(&mut hall, &case).await;
    if case.words {
        let said = approve(&mut hall).await;
        hide(&mut hall, &said).await;
    }
    unreveal_and_ask_again(&mut hall, &case).await;
}

/// While it is planned, the public knows nothing of it; then the question, and never the notes.
async fn plan(hall: &mut Hall, case: &Case) {
    let finder = json!({ "id": "q", "question": "QUESTION", "hint": "HINT", "form": case.form, "threshold": THRESHOLD });
    let activity = json!({ "id": "step", "kind": "finder", "title": "TITLE", "text": "TEXT", "notes": "NOTES",
        "finder": "q", "approval": true, "state": "hidden" });
    hall.fall_asleep();
    hall.lead(json!({ "do": "put_finder", "finder": finder })).await;
    hall.lead(json!({ "do": "put_activity", "activity": activity })).await;
    hall.absent(&["QUESTION", "HINT", "LABEL-", "TITLE", "TEXT", "NOTES"]).await;
    let waking = hall.wake().await;
    assert!(!waking.contains("TITLE") && !waking.contains("QUESTION"), "{waking}");
    hall.lead(json!({ "do": "go_to", "activity": "step" })).await;
    hall.present(&["QUESTION", "HINT", "TITLE", "TEXT"]).await;
    hall.absent(&["NOTES"]).await;
}

/// While people answer, nobody learns how many, nor what, nor even that somebody does.
async fn answer(hall: &mut Hall, case: &Case) {
    hall.mark();
    hall.fall_asleep();
    for who in 0..MANY {
        say(hall, who, &(case.most)(who)).await;
    }
    say(hall, MANY, &case.one).await;
    say(hall, MANY + 1, &json!({ "form": "skip" })).await;
    say(hall, 0, &case.one).await;
    hall.act(0, json!({ "do": "take_back_answer", "finder": "q" })).await;
    say(hall, 0, &(case.most)(0)).await;
    hall.absent(&["COMMON", "LONELY", "\"tally\"", "\"answered\"", "\"skipped\""]).await;
    for (who, text) in hall.received().await {
        counts::none(&who, &text, "q");
    }
    for (who, text) in live(hall).await {
        assert!(counts::views(&text, "q").is_empty(), "{who} was told that somebody answers");
    }
    let waking = hall.wake().await;
    assert!(counts::views(&waking, "q").iter().all(|view| view.get("tally").is_none()));
    assert!(!waking.contains("COMMON"));
}

/// What came by itself to those who were there all the time.
async fn live(hall: &Hall) -> Vec<(String, String)> {
    let mut received = hall.received().await;
    received.retain(|(who, _)| who == "a phone" || who == "the display");
    assert_eq!(received.len(), 2);
    received
}

async fn say(hall: &Hall, who: usize, answer: &Value) {
    hall.act(who, json!({ "do": "answer", "finder": "q", "answer": answer })).await;
}

/// The reveal brings what many said, and nothing of what one said; then the numbers stand still.
async fn reveal(hall: &mut Hall, case: &Case) {
    hall.mark();
    hall.lead(json!({ "do": "set_finder_revealed", "finder": "q", "revealed": true })).await;
    hall.present(&["\"tally\""]).await;
    hall.absent(&["COMMON", "LONELY", "\"answered\"", "\"skipped\""]).await;
    look_at_numbers(hall, case).await;
    hall.mark();
    say(hall, MANY, &(case.most)(MANY)).await;
    say(hall, MANY, &case.one).await;
    for (who, text) in live(hall).await.into_iter().filter(|_| case.counts) {
        assert!(counts::views(&text, "q").is_empty(), "{who} was told that somebody answers anew");
    }
    look_at_numbers(hall, case).await;
}

async fn look_at_numbers(hall: &Hall, case: &Case) {
    for (who, text) in hall.received().await.into_iter().filter(|_| case.counts) {
        let numbers = counts::numbers(&text, "q");
        let small = numbers.iter().flatten().any(|number| *number < THRESHOLD);
        assert!(!small, "{who} received a number of few people: {numbers:?}");
        let fetched = who.starts_with("what") || who.starts_with("somebody");
        if let Some(told) = case.told.filter(|_| fetched) {
            assert!(numbers.contains(&Some(told)), "{who} sees what many said: {numbers:?}");
        }
    }
}

/// What was shown one by one comes, and what was not stays away.
async fn approve(hall: &mut Hall) -> Vec<(u64, u64)> {
    hall.mark();
    let said = waiting(hall, "COMMON");
    assert!(!said.is_empty());
    for (seq, part) in &said {
        hall.lead(json!({ "do": "set_hidden", "seq": seq, "part": part, "hidden": false })).await;
    }
    hall.present(&["COMMON"]).await;
    hall.absent(&["LONELY"]).await;
    assert!(waiting(hall, "COMMON").is_empty(), "one deed shows a word for all who said it");
    said
}

/// What was hidden stays away from then on, also from whoever comes back and missed it; its author
/// alone reads why.
async fn hide(hall: &mut Hall, said: &[(u64, u64)]) {
    hall.fall_asleep();
    hall.mark();
    let why = json!({ "reason": "hurtful", "words": "BECAUSE" });
    // Something happens between, so that the sleeper misses what came before the hiding too.
    say(hall, MANY + 1, &json!({ "form": "skip" })).await;
    for (seq, part) in said {
        hall.lead(
            json!({ "do": "set_hidden", "seq": seq, "part": part, "hidden": true, "why": why }),
        )
        .await;
    }
    hall.present(&["hurtful"]).await;
    let received = hall.received().await;
    for (who, text) in &received {
        let last = counts::views(text, "q").pop();
        let shown = last.is_some_and(|view| view.to_string().contains("COMMON"));
        assert!(!shown, "{who} still sees hidden words");
    }
    hall.absent(&["BECAUSE", "LONELY"]).await;
    let waking = hall.wake().await;
    assert!(!waking.contains("COMMON") && !waking.contains("BECAUSE"), "{waking}");
    hall.authors[1].until("the reason", |mind| mind.heard.contains("BECAUSE")).await;
}

/// A tally that is hidden again, or of a round that is over, is told to nobody.
async fn unreveal_and_ask_again(hall: &mut Hall, case: &Case) {
    hall.fall_asleep();
    hall.lead(json!({ "do": "bring" })).await;
    hall.lead(json!({ "do": "set_finder_open", "finder": "q", "open": false })).await;
    hall.lead(json!({ "do": "set_finder_revealed", "finder": "q", "revealed": false })).await;
    hall.mark();
    no_numbers(hall, "hidden again").await;
    let waking = hall.wake().await;
    counts::none("a phone that woke up", &waking, "q");
    hall.lead(json!({ "do": "ask_again", "finder": "q" })).await;
    for who in 0..MANY {
        say(hall, who, &(case.most)(who)).await;
    }
    no_numbers(hall, "asked again").await;
    hall.lead(json!({ "do": "set_finder_revealed", "finder": "q", "revealed": true })).await;
    hall.present(&["\"tally\"", "\"before\""]).await;
    look_at_numbers(hall, case).await;
}

async fn no_numbers(hall: &Hall, when: &str) {
    for (who, text) in hall.received().await {
        counts::none(&format!("{who}, when it was {when},"), &text, "q");
    }
}

/// The names of words that wait, as the facilitator sees them.
fn waiting(hall: &Hall, words: &str) -> Vec<(u64, u64)> {
    let tally = hall
        .facilitator
        .look(|mind| serde_json::to_value(&mind.board().finders[&"q".into()].tally).unwrap());
    let mut found = Vec::new();
    entries(&tally, words, &mut found);
    found
}

fn entries(value: &Value, words: &str, found: &mut Vec<(u64, u64)>) {
    let waits = value["standing"]["is"] == "waiting";
    if waits && value["words"].as_str().is_some_and(|text| text.contains(words)) {
        found.push((value["seq"].as_u64().unwrap(), value["part"].as_u64().unwrap_or(0)));
    }
    let fields = value.as_object().into_iter().flat_map(|fields| fields.values());
    for inner in fields.chain(value.as_array().into_iter().flatten()) {
        entries(inner, words, found);
    }
}
