//! Keeping the results: as JSON, and in the documentation.

use std::fs;
use std::path::Path;

use crate::Results;

const BEGIN: &str = "<!-- written by `cargo xtask bench --write` -->\n";
const END: &str = "<!-- end -->";

/// Writes the results to `target/bench.json`, and into `docs/BENCHMARKS.md` if that is wanted.
pub(crate) fn keep(results: &Results, write: bool) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(2).unwrap();
    let named = std::env::var_os("KENSPECKLE_BENCH_JSON");
    let json = named.map_or_else(|| root.join("target/bench.json"), Into::into);
    fs::write(&json, serde_json::to_vec_pretty(results).unwrap()).unwrap();
    println!("As JSON: {}", json.display());
    if write {
        let page = root.join("docs/BENCHMARKS.md");
        let text = fs::read_to_string(&page).unwrap();
        fs::write(&page, with_results(&text, results)).unwrap();
        println!("Written into {}", page.display());
    }
}

fn with_results(page: &str, results: &Results) -> String {
    let (before, rest) = page.split_once(BEGIN).expect("the page says where results begin");
    let (_, after) = rest.split_once(END).expect("the page says where results end");
    let mut text = format!("{before}{BEGIN}\n{}\n", results.conditions.markdown());
    for report in &results.rows {
        text.push_str(&report.markdown());
        text.push('\n');
    }
    text + END + after
}
