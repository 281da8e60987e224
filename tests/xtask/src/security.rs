//! That every test which `SECURITY.md` names is there.

use std::path::PathBuf;

use crate::root::root;

/// A test by its file and name.
struct Named {
    file: PathBuf,
    name: String,
}

/// Gives what the second column of the promises names: a file, and tests in it.
fn named(page: &str) -> Vec<Named> {
    let rows = page.lines().filter(|line| line.starts_with("| ") && line.contains("`: `"));
    let cells = rows.filter_map(|row| row.trim_end_matches([' ', '|']).rsplit(" | ").next());
    cells.flat_map(of_cell).collect()
}

fn of_cell(cell: &str) -> Vec<Named> {
    let mut quoted = cell.split('`').skip(1).step_by(2);
    let file = quoted.next().map(|file| root().join(file)).unwrap_or_default();
    quoted.map(|name| Named { file: file.clone(), name: name.to_owned() }).collect()
}

fn is_there(Named { file, name }: &Named) -> bool {
    let text = std::fs::read_to_string(file).unwrap_or_default();
    let forms = [format!("fn {name}("), format!("test('{name}'")];
    forms.iter().any(|form| text.contains(form))
}

#[test]
fn every_test_that_shows_a_promise_is_there() {
    let page = std::fs::read_to_string(root().join("SECURITY.md")).unwrap_or_default();
    let (named, rows) = (named(&page), page.matches("`: `").count());
    assert!(rows > 20 && named.len() >= rows, "{} tests in {rows} rows", named.len());
    let missing: Vec<_> = named.iter().filter(|one| !is_there(one)).map(|one| &one.name).collect();
    assert!(missing.is_empty(), "SECURITY.md names tests that are not there: {missing:?}");
}
