//! What somebody could work out who has read all that was published: of every table of answers, the
//! counts of a few people in it, and which other tables would have looked the same.

#![allow(dead_code, unreachable_pub, clippy::unwrap_used, missing_docs)]

use std::collections::{BTreeMap, BTreeSet};

use kenspeckle_shared::finder::{Answer, Counted, Finder, Frozen};
use kenspeckle_shared::ids::AreaId;
use kenspeckle_shared::moderation::{Standing, Text};
use serde_json::{Value, json};

/// Everybody's words have one name, so that none tells when they came.
const TEXT: [Text; 1] = [Text { seq: 1, part: 0, standing: Standing::Shown }];

/// How many people answered in each of the ways that are tried.
pub type Table = Vec<u32>;

/// A question, and the ways to answer it that are tried.
pub struct Case {
    pub name: String,
    pub finder: Finder,
    pub areas: Vec<AreaId>,
    pub ways: Vec<(Answer, Option<AreaId>)>,
    /// Every count of people that somebody might want to know: who is in it, by way of answering.
    cells: Vec<(String, Vec<bool>)>,
}

impl Case {
    /// `answers` in each of `areas` and in none. By area only if there are any.
    pub fn new(form: &Value, threshold: u32, answers: &[Value], areas: usize) -> Self {
        let areas: Vec<_> = (0..areas).map(|at| AreaId(format!("area{at}"))).collect();
        let mut finder =
            json!({ "id": "f", "question": "?", "form": form, "threshold": threshold });
        let over_areas = form["areas"] == true;
        if !areas.is_empty() && !over_areas {
            finder["by_area"] = json!("lived");
        }
        let homes = || areas.iter().cloned().map(Some).filter(|_| !over_areas).chain([None]);
        let answers = answers.iter().map(|answer| serde_json::from_value(answer.clone()).unwrap());
        let ways: Vec<(Answer, Option<AreaId>)> = answers
            .flat_map(|answer: Answer| homes().map(move |home| (answer.clone(), home)))
            .collect();
        let name = format!("{} from {threshold} on, {} areas", form["form"], areas.len());
        let cells = cells(&ways);
        Self { name, finder: serde_json::from_value(finder).unwrap(), areas, ways, cells }
    }

    /// All tables of so many people at most.
    pub fn tables(&self, most: u32) -> Vec<Table> {
        (0..=most).flat_map(|people| spread(people, self.ways.len())).collect()
    }

    fn count(&self, table: &Table) -> Frozen {
        self.finder.count(self.answers(table, &TEXT), &self.areas)
    }

    /// What the public reads of a count when people say what is in this table.
    fn publication(&self, frozen: &Frozen, table: &Table) -> String {
        let present = self.answers(table, &TEXT).map(|(counted, _)| counted);
        let published = self.finder.publish_frozen(frozen, present, &self.areas);
        let tally = serde_json::to_string(&published.tally).unwrap();
        tally + &serde_json::to_string(&published.by_area).unwrap()
    }

    /// What stands when this table, whose count is `fresh`, is counted after what stood.
    fn next(&self, old: Option<&Frozen>, table: &Table, fresh: &Frozen) -> Frozen {
        let Some(mut old) = old.cloned() else { return fresh.clone() };
        old.keep_words_of(self.answers(table, &TEXT).map(|(counted, _)| counted));
        self.finder.follow(old, fresh.clone(), &self.areas)
    }

    fn answers<'a>(
        &'a self,
        table: &'a Table,
        texts: &'a [Text],
    ) -> impl Iterator<Item = (Counted<'a>, Option<&'a AreaId>)> {
        let way = move |((answer, home), people): (&'a (Answer, Option<AreaId>), &u32)| {
            let texts = &texts[..answer.texts().len()];
            let one = (Counted { answer, texts, muted: false }, home.as_ref());
            std::iter::repeat_n(one, *people as usize)
        };
        self.ways.iter().zip(table).flat_map(way)
    }

    fn values(&self, table: &Table) -> Vec<u32> {
        let value = |(_, who): &(String, Vec<bool>)| {
            who.iter().zip(table).filter(|(is, _)| **is).map(|(_, people)| people).sum()
        };
        self.cells.iter().map(value).collect()
    }

    /// Looks at every course of so many tables, counted one after the other, of which each follows
    /// where it may. Of all courses that look the same, at least two differ in each count of a few.
    /// Courses of up to `checked` people are looked at, among those of up to `most`.
    pub fn tells_of_nobody(&self, courses: usize, checked: u32, most: u32) {
        let tables = self.tables(most);
        let values: Vec<_> = tables.iter().map(|table| self.values(table)).collect();
        let small: Vec<_> =
            tables.iter().map(|table| table.iter().sum::<u32>() <= checked).collect();
        let mut known = Known::new(self, &tables);
        let mut groups: BTreeMap<Vec<usize>, Group> = BTreeMap::new();
        for course in courses_of(tables.len(), courses) {
            let (mut standing, mut read) = (None, Vec::new());
            for next in &course {
                let (stands, seen) = known.next(self, standing, *next, &tables[*next]);
                standing = Some(stands);
                read.push(seen);
            }
            let group = groups.entry(read).or_default();
            group.add(&course, &values, course.iter().all(|at| small[*at]), self.finder.threshold);
        }
        for group in groups.values() {
            if let Some((course, at, cell)) = group.told() {
                let shown: Vec<_> = course.iter().map(|at| &tables[*at]).collect();
                panic!(
                    "{}: {} of count {at} follows from {shown:?}",
                    self.name, self.cells[cell].0
                );
            }
        }
    }
}

/// What was counted and read in some course, each thing once.
struct Known {
    fresh: Vec<Frozen>,
    stood: Vec<Frozen>,
    /// What is read of each publication, by what stands and the table whose words are still said.
    seen: BTreeMap<(usize, usize), usize>,
    read: BTreeMap<String, usize>,
    after: BTreeMap<(Option<usize>, usize), (usize, usize)>,
}

impl Known {
    fn new(case: &Case, tables: &[Table]) -> Self {
        let fresh: Vec<_> = tables.iter().map(|table| case.count(table)).collect();
        let (seen, read, after) = (BTreeMap::new(), BTreeMap::new(), BTreeMap::new());
        Self { stood: fresh.clone(), fresh, seen, read, after }
    }

    /// What stands, and what is read, when a table is counted after what stood.
    fn next(
        &mut self,
        case: &Case,
        old: Option<usize>,
        at: usize,
        table: &Table,
    ) -> (usize, usize) {
        if let Some(known) = self.after.get(&(old, at)) {
            return *known;
        }
        let frozen = case.next(old.map(|old| &self.stood[old]), table, &self.fresh[at]);
        let likely = old.into_iter().chain([at]).find(|stands| self.stood[*stands] == frozen);
        let known = || self.stood.iter().position(|stood| *stood == frozen);
        let stands = likely.or_else(known).unwrap_or(self.stood.len());
        if stands == self.stood.len() {
            self.stood.push(frozen);
        }
        let said = if case.finder.form.takes_words() { at } else { 0 };
        let many = self.read.len();
        let read =
            || *self.read.entry(case.publication(&self.stood[stands], table)).or_insert(many);
        let seen = *self.seen.entry((stands, said)).or_insert_with(read);
        self.after.insert((old, at), (stands, seen));
        (stands, seen)
    }
}

/// Courses that look the same, and for each count in them whether it is known, and small.
#[derive(Default)]
struct Group {
    first: Vec<u32>,
    differs: Vec<bool>,
    /// A course in which the count is of a few people.
    few: Vec<Option<Vec<usize>>>,
}

impl Group {
    fn add(&mut self, course: &[usize], values: &[Vec<u32>], checked: bool, threshold: u32) {
        let all = course.iter().flat_map(|at| &values[*at]).copied();
        if self.first.is_empty() {
            self.first = all.clone().collect();
            self.differs = vec![false; self.first.len()];
            self.few = vec![None; self.first.len()];
        }
        for (at, value) in all.enumerate() {
            self.differs[at] |= value != self.first[at];
            if checked && !self.differs[at] && (1..threshold).contains(&value) {
                self.few[at].get_or_insert_with(|| course.to_vec());
            }
        }
    }

    fn told(&self) -> Option<(&[usize], usize, usize)> {
        let told = |(at, few): (usize, &Option<Vec<usize>>)| few.is_some() && !self.differs[at];
        let at = self.few.iter().enumerate().position(told)?;
        let course = self.few[at].as_ref()?;
        let cells = self.few.len() / course.len();
        Some((course, at / cells, at % cells))
    }
}

/// All ways to put so many people into cells.
fn spread(people: u32, cells: usize) -> Vec<Table> {
    if cells == 1 {
        return vec![vec![people]];
    }
    let first = |here: u32| {
        spread(people - here, cells - 1).into_iter().map(move |mut rest| {
            rest.insert(0, here);
            rest
        })
    };
    (0..=people).flat_map(first).collect()
}

fn courses_of(tables: usize, courses: usize) -> impl Iterator<Item = Vec<usize>> {
    let digit = move |number: usize, place: usize| number / tables.pow(place as u32) % tables;
    (0..tables.pow(courses as u32))
        .map(move |number| (0..courses).map(|place| digit(number, place)).collect())
}

/// What is true of some ways of answering and not of others, and the same by area; each with its
/// contrary, since who did *not* choose a thing is a count too.
fn cells(ways: &[(Answer, Option<AreaId>)]) -> Vec<(String, Vec<bool>)> {
    let features: BTreeSet<String> = ways.iter().flat_map(|(answer, _)| features(answer)).collect();
    let mut cells = vec![("everybody".to_owned(), vec![true; ways.len()])];
    let areas: BTreeSet<_> = ways.iter().map(|(_, home)| home).collect();
    for feature in features {
        let has: Vec<_> = ways.iter().map(|(one, _)| features_have(one, &feature)).collect();
        cells.push((format!("{feature}, not"), has.iter().map(|has| !has).collect()));
        for area in areas.iter().filter(|_| areas.len() > 1) {
            let here = |inside: bool| {
                let of = |((_, home), has): (&(Answer, Option<AreaId>), &bool)| {
                    *has && (home == *area) == inside
                };
                ways.iter().zip(&has).map(of).collect()
            };
            cells.push((format!("{feature} in {area:?}"), here(true)));
            cells.push((format!("{feature} outside {area:?}"), here(false)));
        }
        cells.push((feature, has));
    }
    cells
}

fn features_have(answer: &Answer, feature: &str) -> bool {
    features(answer).iter().any(|one| one == feature)
}

/// What a tally could count an answer as; people's own entries are told, not counted.
fn features(answer: &Answer) -> Vec<String> {
    let answer = serde_json::to_value(answer).unwrap();
    let list = |name: &str| answer[name].as_array().cloned().unwrap_or_default();
    let at = &answer["at"];
    let value = |name: &str| at[name].as_u64().map(|value| value * 4 / 1001);
    match answer["form"].as_str().unwrap() {
        "knowledge" => list("chosen")
            .iter()
            .flat_map(|one| [format!("{}", one["option"]), format!("{one}")])
            .collect(),
        "choice" => list("chosen").iter().map(ToString::to_string).collect(),
        "line" => vec![match at["value"].as_u64() {
            Some(value) => format!("part {}", value * 10 / 1001),
            None => "not sure".to_owned(),
        }],
        "dots" => list("given")
            .iter()
            .flat_map(|one| [format!("{}", one["option"]), format!("{one}")])
            .collect(),
        "words" => list("chosen").iter().chain(&list("own")).map(ToString::to_string).collect(),
        "target" => list("aimed")
            .iter()
            .flat_map(|one| [format!("{}", one["option"]), format!("{one}")])
            .collect(),
        "quadrant" => match (value("x"), value("y")) {
            (Some(x), Some(y)) => {
                vec![format!("quarter {} {}", x / 2, y / 2), format!("cell {x} {y}")]
            }
            _ => vec!["not sure".to_owned()],
        },
        "rank" => {
            let places = list("order");
            let places = places.iter().enumerate();
            places.flat_map(|(at, one)| [one.to_string(), format!("{one} in place {at}")]).collect()
        }
        other => panic!("no form is called {other}"),
    }
}
