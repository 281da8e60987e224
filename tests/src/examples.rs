//! The examples of `docs/PROTOCOL.md`.

use std::path::Path;

use serde_json::Value;

/// A fenced JSON block of the page.
#[derive(Debug, Clone)]
pub struct Example {
    /// What it is an example of.
    pub title: String,
    /// The JSON.
    pub value: Value,
}

/// Gives the page's examples of a kind (`client`, `bad-client` …), in order.
pub fn examples(kind: &str) -> Vec<Example> {
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/PROTOCOL.md");
    let page = std::fs::read_to_string(page).unwrap();
    let blocks = page.split("\n```json ").skip(1).filter_map(|block| read(block, kind));
    let found: Vec<_> = blocks.collect();
    assert!(!found.is_empty(), "docs/PROTOCOL.md has no example of {kind}");
    found
}

fn read(block: &str, kind: &str) -> Option<Example> {
    let (info, rest) = block.split_once('\n')?;
    let (this, title) = info.split_once(' ').unwrap_or((info, info));
    let (text, _) = rest.split_once("\n```")?;
    let value = || serde_json::from_str(text).unwrap();
    (this == kind).then(|| Example { title: title.to_owned(), value: value() })
}
