//! People's words as plain text.

use kenspeckle_shared::command::Command;

/// Drops control characters and outer blanks from the words of a command; words that are then
/// empty are none.
pub fn tidy(command: &mut Command) {
    match command {
        Command::Place { note, .. } | Command::Change { note, .. } => tidy_words(note, Lines::Kept),
        Command::SetName { name, .. } => tidy_words(name, Lines::Joined),
        Command::Answer { answer, .. } => answer.tidy_texts(|text| plain(text, Lines::Joined)),
        Command::SetHidden { why: Some(why), .. }
        | Command::SetNameHidden { why: Some(why), .. }
        | Command::SetMuted { why: Some(why), .. } => tidy_words(&mut why.words, Lines::Joined),
        Command::PutActivity { activity, .. } => {
            activity.title = plain(&activity.title, Lines::Joined);
            tidy_words(&mut activity.text, Lines::Kept);
            tidy_words(&mut activity.notes, Lines::Kept);
        }
        Command::PutFinder { finder } => {
            finder.question = plain(&finder.question, Lines::Joined);
            tidy_words(&mut finder.hint, Lines::Joined);
        }
        _ => {}
    }
}

/// What becomes of line ends.
#[derive(Clone, Copy, PartialEq)]
enum Lines {
    Kept,
    Joined,
}

fn tidy_words(words: &mut Option<String>, lines: Lines) {
    *words = words.take().map(|text| plain(&text, lines)).filter(|text| !text.is_empty());
}

fn plain(text: &str, lines: Lines) -> String {
    let text = text.replace("\r\n", "\n");
    let plain = text.chars().filter_map(|letter| match letter {
        '\n' | '\r' | '\u{2028}' | '\u{2029}' if lines == Lines::Kept => Some('\n'),
        '\n' | '\r' | '\u{2028}' | '\u{2029}' | '\t' => Some(' '),
        letter if letter.is_control() || turns_text(letter) => None,
        letter => Some(letter),
    });
    plain.collect::<String>().trim().to_owned()
}

/// Marks that would turn the text after them round, and with it the page's own words.
fn turns_text(letter: char) -> bool {
    matches!(letter, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use kenspeckle_shared::finder::Answer;

    use super::*;

    fn note(text: &str) -> Option<String> {
        let mut note = Some(text.to_owned());
        tidy_words(&mut note, Lines::Kept);
        note
    }

    #[test]
    fn r5_7_control_characters_and_outer_blanks_go() {
        assert_eq!(
            note(" \u{0}Ninth\u{7} floor.\r\nArran!\u{85}\t "),
            Some("Ninth floor.\nArran!".into())
        );
        assert_eq!(note("safe\u{202e}txt.exe"), Some("safetxt.exe".into()));
        assert_eq!(note("ẛ̣ 👩‍👩‍👧 \u{200f}ok"), Some("ẛ̣ 👩‍👩‍👧 \u{200f}ok".into()));
    }

    #[test]
    fn r5_7_what_is_then_empty_is_none() {
        assert_eq!(note(" \n\t\u{1b} "), None);
    }

    #[test]
    fn names_and_own_entries_have_one_line() {
        let mut name = Command::SetName { name: Some("Jean\nBrodie\n".into()), shown: true };
        tidy(&mut name);
        assert_eq!(name, Command::SetName { name: Some("Jean Brodie".into()), shown: true });
        let answer = Answer::Knowledge { chosen: Vec::new(), own: Some("The\nbaths ".into()) };
        let mut answer = Command::Answer { finder: "knowledge".into(), answer, round: None };
        tidy(&mut answer);
        let Command::Answer { mut answer, .. } = answer else { panic!("still an answer") };
        assert_eq!(answer.take_texts(), ["The baths"]);
    }
}
