//! The benchmark itself, with a few screens for a moment: so that it still works when it is needed.

#![allow(clippy::unwrap_used, missing_docs)]

use std::process::Command;

use serde_json::Value;

/// What must hold however slow the machine is.
const ALWAYS: [&str; 9] = [
    "skipped silently",
    "cut",
    "not in at the end",
    "live deliveries lost",
    "frames missed silently",
    "commands refused or never acked",
    "updates refused or unacked",
    "updates neither acked nor refused",
    "stickers lost or doubled",
];

#[test]
fn every_row_can_be_measured_and_loses_nothing() {
    let folder = std::env::temp_dir().join(format!("kenspeckle-bench-{}", std::process::id()));
    let status = Command::new(env!("CARGO_BIN_EXE_kenspeckle-bench"))
        .arg("--smoke")
        .env("KENSPECKLE_BIN", kenspeckle_tests::program())
        .env("KENSPECKLE_BENCH_JSON", &folder)
        .status();
    assert!(status.unwrap().success());
    let results: Value = serde_json::from_slice(&std::fs::read(&folder).unwrap()).unwrap();
    std::fs::remove_file(folder).unwrap();

    let rows = results["rows"].as_array().unwrap();
    assert_eq!(rows.len(), 12);
    for row in rows {
        for server in row["servers"].as_array().unwrap() {
            assert!(server["deliveries"].as_u64().unwrap() > 0, "{row}");
            assert_eq!(server["lost"], 0, "{row}");
        }
        let goals = row["goals"].as_array().unwrap().iter();
        for goal in goals.filter(|goal| ALWAYS.contains(&goal["what"].as_str().unwrap())) {
            assert_eq!(goal["kept"], true, "{row}");
        }
    }
}
