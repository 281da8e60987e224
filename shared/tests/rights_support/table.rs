//! Who may do what when: the tables of `docs/PROTOCOL.md`, word for word.

/// What a participant asks, at each kind of moment. Whatever is not `yes` is the refusal.
pub const PARTICIPANT: &str = "\
| a participant asks for | at first | placing locked | no step for stickers open | question closed | paused | session ended | put away |
|---|---|---|---|---|---|---|---|
| `place` a sticker in an area | yes | `placing_locked` | `view_only` | yes | `muted` | `session_ended` | `archived` |
| `place` a sticker at a point | yes | `placing_locked` | `view_only` | yes | `muted` | `session_ended` | `archived` |
| `place` a sticker with a note | yes | `placing_locked` | `view_only` | yes | `muted` | `session_ended` | `archived` |
| `change` my sticker | yes | `placing_locked` | `view_only` | yes | `muted` | `session_ended` | `archived` |
| `change` my sticker that is hidden | yes | `placing_locked` | `view_only` | yes | `muted` | `session_ended` | `archived` |
| `change` somebody else's sticker | `unknown_sticker` | `placing_locked` | `view_only` | `unknown_sticker` | `muted` | `session_ended` | `archived` |
| `change` a sticker that I took back | `unknown_sticker` | `placing_locked` | `view_only` | `unknown_sticker` | `muted` | `session_ended` | `archived` |
| `take_back` my sticker | yes | yes | yes | yes | yes | yes | yes |
| `take_back` my sticker that is hidden | yes | yes | yes | yes | yes | yes | yes |
| `take_back` somebody else's sticker | `unknown_sticker` | `unknown_sticker` | `unknown_sticker` | `unknown_sticker` | `unknown_sticker` | `unknown_sticker` | `unknown_sticker` |
| `take_back` a sticker that I took back | `unknown_sticker` | `unknown_sticker` | `unknown_sticker` | `unknown_sticker` | `unknown_sticker` | `unknown_sticker` | `unknown_sticker` |
| `answer` for the first time | yes | yes | yes | `finder_closed` | yes | `session_ended` | `archived` |
| `answer` anew | yes | yes | yes | `finder_closed` | yes | `session_ended` | `archived` |
| `answer` in words | yes | yes | yes | `finder_closed` | `muted` | `session_ended` | `archived` |
| `answer`: skip | yes | yes | yes | `finder_closed` | yes | `session_ended` | `archived` |
| `answer` in another form | `wrong_form` | `wrong_form` | `wrong_form` | `finder_closed` | `wrong_form` | `session_ended` | `archived` |
| `answer` what is not asked | `unknown_finder` | `unknown_finder` | `unknown_finder` | `unknown_finder` | `unknown_finder` | `unknown_finder` | `unknown_finder` |
| `take_back_answer` | yes | yes | yes | yes | yes | yes | yes |
| `take_back_answer` that was not given | yes | yes | yes | yes | yes | yes | yes |
| `set_name` | yes | yes | yes | yes | yes | yes | yes |
| `set_name` for everybody to read | yes | yes | yes | yes | `muted` | yes | yes |
| `set_name`: none | yes | yes | yes | yes | yes | yes | yes |
| `note_consent` | yes | yes | yes | yes | yes | yes | yes |
| `erase` | yes | yes | yes | yes | yes | yes | yes |
";

/// What a facilitator asks: the same at every moment.
pub const FACILITATOR: &str = "\
| a facilitator asks for | at every moment |
|---|---|
| `set_finder_open`: open | yes |
| `set_finder_open`: close | yes |
| `set_finder_open` of no finder | `unknown_finder` |
| `set_finder_revealed`: reveal | yes |
| `set_finder_revealed`: hide | yes |
| `set_finder_revealed` of no finder | `unknown_finder` |
| `set_locked` | yes |
| `set_hidden`: a sticker | yes |
| `set_hidden`: a note | yes |
| `set_hidden`: words in an answer | yes |
| `set_hidden`: show a sticker | yes |
| `set_hidden`: a note that is not there | `unknown_sticker` |
| `set_hidden`: what was taken back | `unknown_sticker` |
| `set_name_hidden`: a name that everybody reads | yes |
| `set_name_hidden`: show it | yes |
| `set_name_hidden`: a name that is not shown to all | `unknown_name` |
| `set_name_hidden` of nobody | `unknown_name` |
| `set_muted`: whose sticker it is | yes |
| `set_muted`: whose words they are | yes |
| `set_muted`: let them go on | yes |
| `set_muted`: whose sticker was taken back | `unknown_sticker` |
| `go_to` | yes |
| `go_to` no activity | `unknown_activity` |
| `put_activity`: a new one | yes |
| `put_activity`: another state of the present one | yes |
| `put_activity`: the present one, hidden | `activity_in_use` |
| `put_activity`: the present one, left out | `activity_in_use` |
| `move_activity` | yes |
| `move_activity` before no activity | `unknown_activity` |
| `remove_activity` | yes |
| `remove_activity` of the present one | `activity_in_use` |
| `set_activity_state` | yes |
| `set_activity_state` of no activity | `unknown_activity` |
| `set_timer` | yes |
| `set_timer`: put it away | yes |
| `bring` | yes |
| `put_finder`: a new one | yes |
| `put_finder`: other words for one that was answered | yes |
| `put_finder`: another form for one that was answered | `finder_in_use` |
| `put_finder`: a lower threshold for one that was answered | `finder_in_use` |
| `ask_again` | yes |
| `ask_again` of no finder | `unknown_finder` |
| `set_quiet` | yes |
| `set_archived` | yes |
| `show_area` | yes |
| `show_area`: none | yes |
| `show_area` of no area | `unknown_area` |
| `set_ended` | yes |
";

/// A row: what is asked, and what is answered at each kind of moment (`None`: yes).
pub struct Row {
    pub wish: &'static str,
    pub answers: Vec<Option<&'static str>>,
}

/// The kinds of moment that a table has columns for.
pub fn columns(table: &'static str) -> Vec<&'static str> {
    let first = table.lines().next().unwrap();
    cells(first).skip(1).collect()
}

pub fn rows(table: &'static str) -> Vec<Row> {
    let read = |line| {
        let mut cells = cells(line);
        let wish = cells.next().unwrap();
        let answer = |cell: &'static str| (cell != "yes").then(|| cell.trim_matches('`'));
        Row { wish, answers: cells.map(answer).collect() }
    };
    table.lines().skip(2).map(read).collect()
}

fn cells(line: &'static str) -> impl Iterator<Item = &'static str> {
    line.trim_matches('|').split('|').map(str::trim)
}
