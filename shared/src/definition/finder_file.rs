//! The `[[finders]]` of `board.toml`.

use serde_json::{Map, Value};

use super::Finder;
use super::fields::Fields;
use super::validate::{FINDERS_MAX, LABEL_CHARS, OPTIONS_MAX, QUESTION_CHARS, SENTENCE_CHARS};
use super::validate::{at_most, unique};
use crate::finder::{ChoiceOption, Form};
use crate::ids::{FinderId, OptionId};

/// Reads a form's own fields.
type FormReader = fn(&mut Fields<'_>) -> Form;

const FORMS: [(&str, FormReader); 3] =
    [("knowledge", knowledge), ("choice", choice), ("line", line)];

/// Reads the finders, in the order of the file.
pub(super) fn read(board: &mut Fields<'_>) -> Vec<Finder> {
    let (spot, faults) = (board.spot.clone(), board.faults);
    let tables = board.tables("finders");
    at_most(&spot, faults, "opinion finders", tables.len(), FINDERS_MAX);
    let read = |(index, values)| finder(Fields::entry(&spot, faults, "finder", index, values));
    let finders: Vec<_> = tables.into_iter().enumerate().filter_map(read).collect();
    unique(&spot, faults, "finder", finders.iter().map(|finder| finder.id.as_str()));
    finders
}

fn finder(mut fields: Fields<'_>) -> Option<Finder> {
    let id = FinderId(fields.id("id"));
    let question = fields.text("question", QUESTION_CHARS);
    let hint = fields.optional_text("hint", SENTENCE_CHARS);
    // Without a form nobody can say which of the other fields are unknown.
    let form = fields.one_of("form", &FORMS)?(&mut fields);
    fields.finish();
    Some(Finder { id, question, hint, form })
}

fn knowledge(fields: &mut Fields<'_>) -> Form {
    let options = options(fields, 1);
    Form::Knowledge { options, depth: fields.yes_no("depth"), own: fields.yes_no("own") }
}

fn choice(fields: &mut Fields<'_>) -> Form {
    let options = options(fields, 2);
    Form::Choice { options, many: fields.yes_no("many") }
}

fn line(fields: &mut Fields<'_>) -> Form {
    let (from, to) = (fields.text("from", LABEL_CHARS), fields.text("to", LABEL_CHARS));
    if from == to && !from.is_empty() {
        fields.fault("both ends of the line have the same name", "Name two ends that differ.");
    }
    Form::Line { from, to }
}

fn options(fields: &mut Fields<'_>, least: usize) -> Vec<ChoiceOption> {
    let tables = fields.tables("options");
    let (spot, faults) = (fields.spot.clone(), fields.faults);
    at_most(&spot, faults, "options", tables.len(), OPTIONS_MAX);
    if tables.len() < least {
        let remedy = format!("Give at least {least} under `options`.");
        faults.add(&spot, "there are too few options to choose from", remedy);
    }
    let read = |(index, values): (usize, Map<String, Value>)| {
        let mut fields = Fields::entry(&spot, faults, "option", index, values);
        let option = ChoiceOption {
            id: OptionId(fields.id("id")),
            label: fields.text("label", LABEL_CHARS),
        };
        fields.finish();
        option
    };
    let options: Vec<_> = tables.into_iter().enumerate().map(read).collect();
    unique(&spot, faults, "option", options.iter().map(|option| option.id.as_str()));
    options
}
