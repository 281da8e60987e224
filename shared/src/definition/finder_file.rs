//! The `[[finders]]` of `board.toml`.

use serde_json::{Map, Value};

use super::fault::{Faults, Spot};
use super::fields::Fields;
use super::validate::{FINDERS_MAX, OPTIONS_MAX, QUESTION_CHARS, SENTENCE_CHARS};
use super::validate::{at_most, unique};
use super::{BOARD_FILE, Finder, StickerKind};
use crate::finder::quadrant::Axis;
use crate::finder::{ChoiceOption, Form};
use crate::ids::{FinderId, KindId, OptionId};
use crate::limits::LABEL_CHARS;
use crate::limits::{
    DOTS_MAX, RANK_OPTIONS, TARGET_STATEMENTS, THRESHOLD, THRESHOLD_MAX, WALL_PROMPTS, WORDS_MAX,
};

/// Reads a form's own fields.
type FormReader = fn(&mut Fields<'_>) -> Form;

const FORMS: [(&str, FormReader); 9] = [
    ("knowledge", knowledge),
    ("choice", choice),
    ("line", line),
    ("dots", dots),
    ("words", words),
    ("target", target),
    ("quadrant", quadrant),
    ("rank", rank),
    ("wall", wall),
];

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
    let threshold = fields.whole_number("threshold", 1, THRESHOLD_MAX).unwrap_or(THRESHOLD);
    let live = fields.yes_no("live");
    let by_area = fields.optional_id("by_area").map(KindId);
    if by_area.is_some() && threshold < 2 {
        fields.fault(
            "counts by area need a threshold, or they would tell on people",
            "Leave threshold out, or write at least 2; or remove by_area.",
        );
    }
    fields.finish();
    Some(Finder { id, question, hint, form, threshold, live, by_area })
}

/// Reports kinds of sticker that finders name and the board does not have.
pub(super) fn check(finders: &[Finder], kinds: &[StickerKind], faults: &Faults) {
    for finder in finders {
        let named = finder.by_area.as_ref();
        if let Some(id) = named.filter(|id| !kinds.iter().any(|kind| kind.id == **id)) {
            let spot = Spot::file(BOARD_FILE).part(&format!("finder {:?}", finder.id.as_str()));
            let problem = format!("by_area names {:?}, which is no kind of sticker", id.as_str());
            faults.add(&spot, problem, "Name one of the [[kinds]] by its id.");
        }
    }
}

fn dots(fields: &mut Fields<'_>) -> Form {
    let areas = fields.optional_one_of("over", &[("areas", true), ("options", false)]);
    let areas = areas.unwrap_or(false);
    let options = if areas { Vec::new() } else { options(fields, "options", 2, OPTIONS_MAX) };
    let dots = fields.whole_number("dots", 1, u32::from(DOTS_MAX)).unwrap_or(3);
    Form::Dots { options, areas, dots: dots as u8 }
}

fn words(fields: &mut Fields<'_>) -> Form {
    let bank = options(fields, "bank", 0, OPTIONS_MAX);
    let most = fields.whole_number("most", 1, WORDS_MAX as u32).unwrap_or(WORDS_MAX as u32);
    let own = fields.yes_no("own");
    if bank.is_empty() && !own {
        fields.fault("there are no words to choose from", "Add a bank, or write own = true.");
    }
    Form::Words { bank, most: most as u8, own }
}

fn target(fields: &mut Fields<'_>) -> Form {
    Form::Target { statements: options(fields, "statements", 2, TARGET_STATEMENTS) }
}

fn rank(fields: &mut Fields<'_>) -> Form {
    Form::Rank { options: options(fields, "options", 2, RANK_OPTIONS) }
}

fn wall(fields: &mut Fields<'_>) -> Form {
    Form::Wall { prompts: options(fields, "prompts", 2, WALL_PROMPTS) }
}

fn quadrant(fields: &mut Fields<'_>) -> Form {
    Form::Quadrant { across: axis(fields, "across"), up: axis(fields, "up") }
}

fn axis(fields: &mut Fields<'_>, name: &'static str) -> Axis {
    let values = fields.table(name).unwrap_or_default();
    let mut ends = Fields::new(fields.spot.part(name), fields.faults, values);
    let (from, to) = two_ends(&mut ends);
    ends.finish();
    Axis { from, to }
}

fn knowledge(fields: &mut Fields<'_>) -> Form {
    let options = options(fields, "options", 1, OPTIONS_MAX);
    Form::Knowledge { options, depth: fields.yes_no("depth"), own: fields.yes_no("own") }
}

fn choice(fields: &mut Fields<'_>) -> Form {
    let options = options(fields, "options", 2, OPTIONS_MAX);
    Form::Choice { options, many: fields.yes_no("many") }
}

fn line(fields: &mut Fields<'_>) -> Form {
    let (from, to) = two_ends(fields);
    Form::Line { from, to }
}

fn two_ends(fields: &mut Fields<'_>) -> (String, String) {
    let (from, to) = (fields.text("from", LABEL_CHARS), fields.text("to", LABEL_CHARS));
    if from == to && !from.is_empty() {
        fields.fault("both ends of the line have the same name", "Name two ends that differ.");
    }
    (from, to)
}

fn options(
    fields: &mut Fields<'_>,
    name: &'static str,
    least: usize,
    most: usize,
) -> Vec<ChoiceOption> {
    let tables = fields.tables(name);
    let (spot, faults) = (fields.spot.clone(), fields.faults);
    at_most(&spot, faults, name, tables.len(), most);
    if tables.len() < least {
        let remedy = format!("Give at least {least} under `{name}`.");
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
