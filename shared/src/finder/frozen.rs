//! What the public's tally counts while it stands still, and when a newer count may follow it.
//!
//! It is numbers and nobody's name, so that it keeps nothing of somebody who leaves. People's own
//! words are not in it either, but by their names, or as the form in which they are counted: what
//! is shown of them is what their authors still say.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::{Answer, Counted, Finder, Form, Reader, Tally, fold, rank};
use crate::ids::{AreaId, Seq};

/// Exact counts at one moment. The public reads what [`Finder::publish_frozen`] leaves of them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Frozen {
    /// Over all, without words.
    pub(super) whole: Tally,
    /// Of each study area with somebody in it, the counts that are given by area.
    pub(super) by_area: BTreeMap<AreaId, Vec<u32>>,
    /// The names of the texts that people had written.
    pub(super) texts: BTreeSet<(Seq, u8)>,
    /// How many people said each word of their own, where words are counted.
    pub(super) words: BTreeMap<String, u32>,
}

/// One number of which the public may read something.
#[derive(Clone, Copy)]
struct Number {
    count: u32,
    shown: bool,
    matters: Matters,
    /// By how much it changes at least when as many people as the threshold change it.
    step: u32,
}

/// When a number that moved tells something.
#[derive(Clone, Copy)]
enum Matters {
    /// Wherever it is shown, before or after: a count of people.
    Shown,
    /// Where it is shown before and after: it follows from others, or is not of people.
    Twice,
    /// Where it becomes shown, or is no more: by itself it is never shown.
    Once,
}

impl Frozen {
    /// Says whether it has the same numbers as another count over all, wherever people are at home.
    pub fn counts_like(&self, other: &Self) -> bool {
        self.whole == other.whole && self.words == other.words
    }

    /// Forgets words that nobody of these says any more.
    pub fn keep_words_of<'a>(&mut self, present: impl Iterator<Item = Counted<'a>>) {
        if self.texts.is_empty() && self.words.is_empty() {
            return;
        }
        let (mut names, mut words) = (BTreeSet::new(), BTreeSet::new());
        for counted in present {
            names.extend(counted.texts.iter().map(|text| (text.seq, text.part)));
            words.extend(folded(counted.answer));
        }
        self.texts.retain(|name| names.contains(name));
        self.words.retain(|word, _| words.contains(word));
    }
}

impl Finder {
    /// Counts answers for the public, each with its author's study area.
    pub fn count<'a>(
        &self,
        answers: impl Iterator<Item = (Counted<'a>, Option<&'a AreaId>)>,
        areas: &[AreaId],
    ) -> Frozen {
        let answers: Vec<_> = answers.collect();
        let tally = |of: &dyn Fn(Option<&AreaId>) -> bool| {
            let here = answers.iter().filter(|(_, home)| of(*home));
            self.form.tally(here.map(|(counted, _)| *counted), areas, Reader::Public).bare()
        };
        let homes: BTreeSet<_> = answers.iter().filter_map(|(_, home)| *home).collect();
        let homes = homes.into_iter().filter(|_| self.by_area.is_some());
        let here = |area: &AreaId| tally(&|home| home == Some(area)).cells();
        let mut frozen = Frozen {
            whole: tally(&|_| true),
            by_area: homes.map(|area| (area.clone(), here(area))).collect(),
            texts: BTreeSet::new(),
            words: BTreeMap::new(),
        };
        for (counted, _) in &answers {
            frozen.texts.extend(counted.texts.iter().map(|text| (text.seq, text.part)));
            for word in folded(counted.answer) {
                *frozen.words.entry(word).or_default() += 1;
            }
        }
        frozen
    }

    /// Gives what the public reads when it is counted anew: the newer count where the two, compared,
    /// tell nothing of a few; else the older one, with the entries that are new.
    pub fn follow(&self, old: Frozen, new: Frozen, areas: &[AreaId]) -> Frozen {
        let words = self.follow_words(&old.words, &new.words);
        let follows = self.may_follow(&old, &new, areas);
        let texts = new.texts.clone();
        Frozen { words, texts, ..if follows { new } else { old } }
    }

    /// Says whether every number that is shown in either stays, or moves by so much that enough
    /// people moved it.
    fn may_follow(&self, old: &Frozen, new: &Frozen, areas: &[AreaId]) -> bool {
        let (was, is) = (self.numbers(old, areas), self.numbers(new, areas));
        was.len() == is.len()
            && was.into_iter().zip(is).all(|(was, is)| was.may_become(is))
            && match (&old.whole, &new.whole) {
                (Tally::Rank(old), Tally::Rank(new)) => rank::may_follow(old, new, self.threshold),
                _ => true,
            }
    }

    /// Words of people's own follow each by itself, since no sum binds them. One that is shown goes
    /// when nobody says it any more, and so at no other time: it would say that a few still do.
    fn follow_words(
        &self,
        old: &BTreeMap<String, u32>,
        new: &BTreeMap<String, u32>,
    ) -> BTreeMap<String, u32> {
        let step = self.threshold;
        let word = |(word, count): (&String, &u32)| {
            let was = old.get(word).copied().unwrap_or(0);
            let number =
                |count| Number { count, shown: count >= step, matters: Matters::Shown, step };
            let goes = was >= step && *count < step;
            let follows = !goes && number(was).may_become(number(*count));
            (word.clone(), if follows { *count } else { was })
        };
        new.iter().map(word).collect()
    }

    /// Every number of a count, in an order that is the same for any two of one finder.
    fn numbers(&self, frozen: &Frozen, areas: &[AreaId]) -> Vec<Number> {
        let (exact, told) = (&frozen.whole, self.withheld(&frozen.whole));
        let number = |(matters, step): (Matters, u32)| {
            move |(count, shown): (Option<u32>, Option<u32>)| Number {
                count: count.unwrap_or(0),
                shown: shown.is_some(),
                matters,
                step,
            }
        };
        let all = |counts: Vec<Option<u32>>, told: Vec<Option<u32>>, how: (Matters, u32)| {
            counts.into_iter().zip(told).map(number(how)).collect::<Vec<_>>()
        };
        let step = self.threshold;
        let mut numbers = all(exact.numbers(), told.numbers(), (Matters::Shown, step));
        numbers.extend(all(exact.sums(), told.sums(), (Matters::Twice, step)));
        if let (Form::Dots { areas: on_areas, dots, .. }, Tally::Dots(exact), Tally::Dots(told)) =
            (&self.form, exact, &told)
        {
            let areas = if *on_areas { areas } else { &[] };
            let [dotted, givers] = exact.on(areas);
            let [shown, _] = told.on(areas);
            // So many dots that one person less could not have moved them.
            let many = (step - 1) * u32::from(*dots) + 1;
            numbers.extend(all(dotted, shown.clone(), (Matters::Twice, many)));
            numbers.extend(all(givers, shown, (Matters::Once, step)));
        }
        for column in self.columns(frozen, &told, areas) {
            let of = |count: u32, shown: bool, matters| Number { count, shown, matters, step };
            let here = |count: u32| of(count, column.shown && count >= step, Matters::Shown);
            numbers.extend(column.here.iter().copied().map(here));
            numbers.push(of(column.left, column.shown, Matters::Twice));
        }
        numbers
    }
}

impl Number {
    fn may_become(self, next: Self) -> bool {
        let matters = match self.matters {
            Matters::Shown => self.shown || next.shown,
            Matters::Twice => self.shown && next.shown,
            Matters::Once => self.shown != next.shown,
        };
        !matters || self.count == next.count || self.count.abs_diff(next.count) >= self.step
    }
}

/// The words of somebody's own that are counted, each once, in the form in which they are.
fn folded(answer: &Answer) -> BTreeSet<String> {
    match answer {
        Answer::Words { own, .. } => own.iter().map(|word| fold(word)).collect(),
        _ => BTreeSet::new(),
    }
}
