//! What of a form is more than words.

use super::{ChoiceOption, Form};

impl Form {
    /// Says whether it differs from another at most in words, so that what was counted of one is a
    /// count of the other.
    pub(crate) fn is_like(&self, other: &Self) -> bool {
        self.without_words() == other.without_words()
    }

    fn without_words(&self) -> Self {
        let mut form = self.clone();
        let (mut options, mut ends): (&mut [ChoiceOption], Vec<&mut String>) = (&mut [], vec![]);
        match &mut form {
            Self::Knowledge { options: list, .. }
            | Self::Choice { options: list, .. }
            | Self::Dots { options: list, .. }
            | Self::Words { bank: list, .. }
            | Self::Target { statements: list }
            | Self::Rank { options: list }
            | Self::Wall { prompts: list } => options = list,
            Self::Line { from, to } => ends = vec![from, to],
            Self::Quadrant { across, up } => {
                ends = vec![&mut across.from, &mut across.to, &mut up.from, &mut up.to];
            }
        }
        let labels = options.iter_mut().map(|option| &mut option.label);
        labels.chain(ends).for_each(String::clear);
        form
    }
}
