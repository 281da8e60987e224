//! Reading the fields of one entry, in the same way for TOML tables and GeoJSON properties.
//!
//! Every fault of the entry is told, in words rather than in a parser's terms, and what was never
//! asked for is told as unknown.

use serde_json::{Map, Value};

use super::fault::{Faults, Spot};
use super::validate::{ID_CHARS, at_most, did_you_mean};

/// The fields of one entry.
pub(super) struct Fields<'a> {
    pub(super) spot: Spot,
    pub(super) faults: &'a Faults,
    values: Map<String, Value>,
    asked: Vec<&'static str>,
}

impl<'a> Fields<'a> {
    pub(super) fn new(spot: Spot, faults: &'a Faults, values: Map<String, Value>) -> Self {
        Self { spot, faults, values, asked: Vec::new() }
    }

    /// An entry of a list, told by its id, else by its number and the name it has.
    pub(super) fn entry(
        list: &Spot,
        faults: &'a Faults,
        what: &str,
        index: usize,
        values: Map<String, Value>,
    ) -> Self {
        let text = |name| values.get(name).and_then(Value::as_str).map(str::trim);
        let name = match (text("id"), text("name")) {
            (Some(id), _) if !id.is_empty() => format!("{what} {id:?}"),
            (_, Some(name)) if !name.is_empty() => format!("{what} {} ({name:?})", index + 1),
            _ => format!("{what} {}", index + 1),
        };
        Self::new(list.part(&name), faults, values)
    }

    /// An entry of a list that somebody brings: told by its number and the name it has, for its
    /// id may be of our making.
    pub(super) fn numbered(
        list: &Spot,
        faults: &'a Faults,
        what: &str,
        index: usize,
        values: Map<String, Value>,
    ) -> Self {
        let number = index + 1;
        let name = match values.get("name").and_then(Value::as_str) {
            Some(name) => format!("{what} {number} ({name:?})"),
            None => format!("{what} {number}"),
        };
        Self::new(list.part(&name), faults, values)
    }

    /// A text that must be there.
    pub(super) fn text(&mut self, name: &'static str, max_chars: usize) -> String {
        match self.take(name) {
            Some(value) => self.words(name, value, max_chars),
            None => {
                self.fault(format!("`{name}` is missing"), format!("Give it a `{name}`."));
                String::new()
            }
        }
    }

    /// A text that may be left out, but not left empty.
    pub(super) fn optional_text(&mut self, name: &'static str, max_chars: usize) -> Option<String> {
        self.take(name).map(|value| self.words(name, value, max_chars))
    }

    /// A short name for machines: letters, digits, hyphens.
    pub(super) fn id(&mut self, name: &'static str) -> String {
        let id = self.text(name, ID_CHARS);
        if !id.chars().all(|letter| letter.is_ascii_alphanumeric() || "-_".contains(letter)) {
            let remedy = "Use only the letters a to z, digits and hyphens, without spaces.";
            self.fault(format!("`{name}` is {id:?}"), remedy);
        }
        id
    }

    /// One of a few known words.
    pub(super) fn one_of<T: Copy>(&mut self, name: &'static str, known: &[(&str, T)]) -> Option<T> {
        let word = self.text(name, ID_CHARS);
        self.known(name, &word, known)
    }

    /// Looks a word up among the known ones; an empty word was told before.
    pub(super) fn known<T: Copy>(&self, name: &str, word: &str, known: &[(&str, T)]) -> Option<T> {
        let found = known.iter().find(|(known, _)| *known == word).map(|(_, value)| *value);
        if found.is_none() && !word.is_empty() {
            let names: Vec<_> = known.iter().map(|(name, _)| *name).collect();
            self.fault(format!("unknown {name} {word:?}"), did_you_mean(word, &names));
        }
        found
    }

    /// An id, if it is there.
    pub(super) fn optional_id(&mut self, name: &'static str) -> Option<String> {
        let there = self.values.get(name).is_some_and(|value| !value.is_null());
        self.asked.push(name);
        there.then(|| self.id(name))
    }

    /// A word that is one of the known ones, if it is there.
    pub(super) fn optional_one_of<T: Copy>(
        &mut self,
        name: &'static str,
        known: &[(&str, T)],
    ) -> Option<T> {
        let there = self.values.get(name).is_some_and(|value| !value.is_null());
        self.asked.push(name);
        if there { self.one_of(name, known) } else { None }
    }

    /// A whole number from `least` to `most`, if it is there.
    pub(super) fn whole_number(
        &mut self,
        name: &'static str,
        least: u32,
        most: u32,
    ) -> Option<u32> {
        let value = self.take(name)?;
        let number = value.as_u64().and_then(|number| u32::try_from(number).ok());
        let good = number.filter(|number| (least..=most).contains(number));
        if good.is_none() {
            self.fault(
                format!("{name} is {value}"),
                format!("Write a whole number from {least} to {most}, without quotes."),
            );
        }
        good
    }

    /// Whether something is so; what is not there is not so.
    pub(super) fn yes_no(&mut self, name: &'static str) -> bool {
        match self.take(name) {
            None => false,
            Some(Value::Bool(yes)) => yes,
            Some(other) => {
                let problem = format!("`{name}` is {}", described(&other));
                self.fault(problem, "Write true or false, without quotes.");
                false
            }
        }
    }

    /// A number that must be there.
    pub(super) fn number(&mut self, name: &'static str) -> Option<f64> {
        let value = self.take(name);
        let number = value.as_ref().and_then(Value::as_f64);
        if number.is_none() {
            let found = value.as_ref().map_or("missing", described);
            let problem = format!("`{name}` is {found}");
            self.fault(problem, "Write a number such as -4.25, without quotes.");
        }
        number
    }

    /// A list of texts, empty when left out.
    pub(super) fn texts(
        &mut self,
        name: &'static str,
        max: usize,
        max_chars: usize,
    ) -> Vec<String> {
        let values = self.list(name);
        at_most(&self.spot, self.faults, &format!("entries in `{name}`"), values.len(), max);
        values.into_iter().map(|value| self.words(name, value, max_chars)).collect()
    }

    /// A list of tables, empty when left out.
    pub(super) fn tables(&mut self, name: &'static str) -> Vec<Map<String, Value>> {
        self.list(name).into_iter().filter_map(|value| self.as_table(name, value)).collect()
    }

    /// A table that may be left out.
    pub(super) fn table(&mut self, name: &'static str) -> Option<Map<String, Value>> {
        self.take(name).and_then(|value| self.as_table(name, value))
    }

    /// A value in whatever form; null counts as left out, as map programs write it.
    pub(super) fn take(&mut self, name: &'static str) -> Option<Value> {
        self.asked.push(name);
        self.values.remove(name).filter(|value| !value.is_null())
    }

    pub(super) fn fault(&self, problem: impl Into<String>, remedy: impl Into<String>) {
        self.faults.add(&self.spot, problem, remedy);
    }

    /// Tells what nobody asked for.
    pub(super) fn finish(self) {
        for name in self.values.keys() {
            let remedy = did_you_mean(name, &self.asked);
            self.fault(format!("unknown field {name:?}"), format!("{remedy} Or remove it."));
        }
    }

    fn list(&mut self, name: &'static str) -> Vec<Value> {
        match self.take(name) {
            None => Vec::new(),
            Some(Value::Array(values)) => values,
            Some(other) => {
                let problem = format!("`{name}` is {}", described(&other));
                self.fault(problem, format!("Make `{name}` a list."));
                Vec::new()
            }
        }
    }

    fn as_table(&self, name: &str, value: Value) -> Option<Map<String, Value>> {
        match value {
            Value::Object(values) => Some(values),
            other => {
                let problem = format!("`{name}` has {} in it", described(&other));
                self.fault(problem, "Look at the built-in board for how it is written.");
                None
            }
        }
    }

    /// Text on one line: line breaks and runs of spaces in the file are there for its editor.
    #[allow(clippy::needless_pass_by_value)]
    fn words(&self, name: &str, value: Value, max_chars: usize) -> String {
        let Value::String(text) = &value else {
            let problem = format!("`{name}` is {}", described(&value));
            self.fault(problem, "Write it as text, in quotes.");
            return String::new();
        };
        let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let chars = words.chars().count();
        if words.is_empty() {
            self.fault(format!("`{name}` is empty"), "Write some words between the quotes.");
        } else if chars > max_chars {
            let remedy = format!("Shorten it to at most {max_chars}.");
            self.fault(format!("`{name}` has {chars} characters"), remedy);
        } else if words.chars().any(char::is_control) {
            self.fault(format!("`{name}` has a control character"), "Type the words afresh.");
        }
        words
    }
}

fn described(value: &Value) -> &'static str {
    match value {
        Value::Null => "nothing",
        Value::Bool(_) => "true or false",
        Value::Number(_) => "a number",
        Value::String(_) => "text",
        Value::Array(_) => "a list",
        Value::Object(_) => "a table",
    }
}
