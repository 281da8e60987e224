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

/// Puts each row where it was, or behind the others. Rows that were not measured stay.
fn with_results(page: &str, results: &Results) -> String {
    let (before, rest) = page.split_once(BEGIN).expect("the page says where results begin");
    let (old, after) = rest.split_once(END).expect("the page says where results end");
    let mut sections: Vec<String> =
        old.split("### ").skip(1).map(|section| format!("### {}\n", section.trim_end())).collect();
    for report in &results.rows {
        let heading = format!("### {}: ", report.row);
        let section = format!("{}\n{}", report.markdown(), results.conditions.markdown());
        match sections.iter_mut().find(|section| section.starts_with(&heading)) {
            Some(place) => *place = section,
            None => sections.push(section),
        }
    }
    format!("{before}{BEGIN}\n{}\n{END}{after}", sections.join("\n"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::conditions::Conditions;
    use crate::report::{Goal, Report};

    fn results(rows: &[(&'static str, usize)]) -> Results {
        let report = |&(row, lost): &(&'static str, usize)| {
            let goals = vec![Goal::none("lost", lost)];
            Report::of_goals(row, "some".to_owned(), goals)
        };
        Results { conditions: Conditions::here(7), rows: rows.iter().map(report).collect() }
    }

    #[test]
    fn rows_that_were_measured_again_are_replaced_and_others_stay() {
        let empty = format!("# Page\n\n{BEGIN}{END}\nafter\n");
        let first = with_results(&empty, &results(&[("A", 1), ("B", 2)]));
        let second = with_results(&first, &results(&[("A", 3), ("C", 4)]));
        let found: Vec<_> = second.lines().filter(|line| line.starts_with("| lost")).collect();
        let line = |lost| format!("| lost | none | {lost} | missed |");
        assert_eq!(found, [line(3), line(2), line(4)]);
        assert!(second.starts_with("# Page\n\n") && second.ends_with("\nafter\n"), "{second}");
        assert_eq!(with_results(&first, &results(&[])), first, "writing nothing changes nothing");
    }
}
