//! `docs/PROTOCOL.md` against the code: its examples, its tables, and a test for every rule.

#![allow(clippy::unwrap_used, missing_docs)]

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use kenspeckle_shared::limits::LIMITS;
use kenspeckle_shared::refusal::RefusalCode;
use kenspeckle_shared::view::{Snapshot, StickerView};
use kenspeckle_shared::wire::{BoardSummary, NewBoard};
use kenspeckle_shared::wire::{ClientMessage, CloseCode, Join, Joined, Problem, ServerMessage};
use serde_json::Value;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().to_owned()
}

fn page() -> String {
    std::fs::read_to_string(root().join("docs/PROTOCOL.md")).unwrap()
}

/// The fenced JSON blocks: what kind of example, its title, its value.
fn examples() -> Vec<(String, String, Value)> {
    let page = page();
    let mut blocks = page.split("\n```json ").skip(1);
    let parse = |block: &str| {
        let (info, rest) = block.split_once('\n').unwrap();
        let (text, _) = rest.split_once("\n```").unwrap();
        let (kind, title) = info.split_once(' ').unwrap_or((info, info));
        let value = serde_json::from_str(text).unwrap_or_else(|fault| panic!("{info}: {fault}"));
        (kind.to_owned(), title.to_owned(), value)
    };
    let examples: Vec<_> = blocks.by_ref().map(parse).collect();
    assert!(examples.len() > 40, "only {} examples were found", examples.len());
    examples
}

/// Reads an example as `T` and demands that `T` writes the same JSON again.
fn round_trip<T: serde::de::DeserializeOwned + serde::Serialize>(title: &str, value: &Value) {
    let read: T =
        serde_json::from_value(value.clone()).unwrap_or_else(|fault| panic!("{title}: {fault}"));
    assert_eq!(&serde_json::to_value(&read).unwrap(), value, "{title}");
}

#[test]
fn r1_1_examples_are_what_the_types_read_and_write() {
    for (kind, title, value) in examples() {
        match kind.as_str() {
            "client" => round_trip::<ClientMessage>(&title, &value),
            "server" => round_trip::<ServerMessage>(&title, &value),
            "snapshot" => round_trip::<Snapshot>(&title, &value),
            "http-problem" => round_trip::<Problem>(&title, &value),
            "http-new-board" => round_trip::<NewBoard>(&title, &value),
            "http-board" => round_trip::<BoardSummary>(&title, &value),
            "http-join" => round_trip::<Join>(&title, &value),
            "http-joined" => round_trip::<Joined>(&title, &value),
            "bad-client" => {
                let read = serde_json::from_value::<ClientMessage>(value);
                assert!(read.is_err(), "{title} must be turned away, was read as {read:?}");
            }
            "digest" => {}
            other => panic!("an example of an unknown kind: {other}"),
        }
    }
}

#[test]
fn r1_1_every_kind_of_message_has_an_example() {
    let shown = |of: &str, field: &str| -> BTreeSet<String> {
        let examples = examples().into_iter().filter(|(kind, ..)| kind == of);
        let tag = |value: Value| value.pointer(field)?.as_str().map(ToOwned::to_owned);
        examples.filter_map(|(_, _, value)| tag(value)).collect()
    };
    let names = |text: &str| text.split(' ').map(ToOwned::to_owned).collect::<BTreeSet<_>>();
    assert_eq!(
        shown("client", "/t"),
        names("beat command doing hand hello lower_hand resume show")
    );
    let server = "ack beat frame own presence refused resync signs truth welcome";
    assert_eq!(shown("server", "/t"), names(server));
    let commands = "answer ask_again bring change erase go_to move_activity note_consent place \
                    put_activity put_finder remove_activity set_activity_state set_archived \
                    set_ended set_finder_open set_finder_revealed set_hidden set_locked set_muted \
                    set_name set_name_hidden set_quiet set_timer show_area take_back take_back_answer";
    assert_eq!(shown("client", "/command/do"), names(commands));
}

#[test]
fn r1_3_positions_on_the_wire_are_pairs_of_whole_numbers() {
    let position = kenspeckle_shared::position::Position { lon: -420_850, lat: 5_588_000 };
    assert_eq!(serde_json::to_string(&position).unwrap(), "[-420850,5588000]");
    assert_eq!(position.to_degrees(), (-4.2085, 55.88));
}

#[test]
fn r1_6_the_table_of_limits_is_the_list_in_the_code() {
    let page = page();
    for limit in LIMITS {
        let digits = limit.value.to_string();
        let groups = digits.as_bytes().rchunks(3).rev();
        let value = groups.map(|group| std::str::from_utf8(group).unwrap()).collect::<Vec<_>>();
        let row = format!(
            "| `{}` | {} | {} | {} |",
            limit.name,
            value.join(","),
            limit.unit,
            limit.reason
        );
        assert!(page.contains(&row), "docs/PROTOCOL.md lacks this row:\n{row}");
    }
    let (_, table) = page.split_once("\n## Limits\n").unwrap();
    assert_eq!(table.matches("\n| `").count(), LIMITS.len(), "a row of a limit that is gone");
}

#[test]
fn r4_3_every_refusal_code_and_close_code_is_documented() {
    let page = page();
    for code in RefusalCode::ALL {
        let name = serde_json::to_string(code).unwrap().replace('"', "`");
        assert!(page.contains(&name), "docs/PROTOCOL.md does not name {name}");
        assert!(code.words().ends_with('.'));
    }
    for code in CloseCode::ALL {
        let row = format!("| {} | `{}` |", code.number(), code.reason());
        assert!(page.contains(&row), "docs/PROTOCOL.md lacks {row}");
    }
}

#[test]
fn r7_3_the_digest_of_the_example() {
    let (.., value) = examples().into_iter().find(|(kind, ..)| kind == "digest").unwrap();
    let stickers = value["stickers"].as_array().unwrap().iter().map(|sticker| {
        let mut view = sticker.clone();
        view["area"] = Value::Null;
        serde_json::from_value::<StickerView>(view).unwrap()
    });
    let stickers: Vec<_> = stickers.collect();
    let sum = kenspeckle_shared::view::digest_of(stickers.iter());
    assert_eq!(Value::from(sum), value["digest"]);
}

#[test]
fn every_rule_has_a_test_that_bears_its_number() {
    let page = page();
    let rules: BTreeSet<_> = page
        .split("- **R")
        .skip(1)
        .map(|rest| rest.split_once("**").unwrap().0.to_owned())
        .collect();
    assert!(rules.len() > 40);
    let mut shown = BTreeSet::new();
    for folder in ["shared/tests", "shared/src", "server/src", "server/tests", "tests", "web/src"] {
        collect(&root().join(folder), &mut shown);
    }
    let missing: Vec<_> = rules.difference(&shown).collect();
    assert!(missing.is_empty(), "rules without a test: {missing:?}");
    let unknown: Vec<_> = shown.difference(&rules).collect();
    assert!(unknown.is_empty(), "tests of rules that are not in docs/PROTOCOL.md: {unknown:?}");
}

/// Adds the numbers that tests in a folder bear, as `2.3`.
fn collect(folder: &Path, shown: &mut BTreeSet<String>) {
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    for path in entries.map(|entry| entry.unwrap().path()) {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if path.is_dir() && name != "node_modules" {
            collect(&path, shown);
        } else if name.ends_with(".rs") {
            collect_from(&std::fs::read_to_string(&path).unwrap(), "fn r", '_', shown);
        } else if name.ends_with(".test.ts") || name.ends_with(".test.tsx") {
            let text = std::fs::read_to_string(&path).unwrap();
            for quote in ["(\"R", "('R", "(`R"] {
                collect_from(&text, quote, '.', shown);
            }
        }
    }
}

fn collect_from(text: &str, before: &str, point: char, shown: &mut BTreeSet<String>) {
    for rest in text.split(before).skip(1) {
        let digits = |text: &str| text.chars().take_while(char::is_ascii_digit).collect::<String>();
        let section = digits(rest);
        let Some(rest) = rest[section.len()..].strip_prefix(point) else { continue };
        let rule = digits(rest);
        if !section.is_empty() && !rule.is_empty() {
            shown.insert(format!("{section}.{rule}"));
        }
    }
}
