//! Plants bugs in a copy of the workspace, and shows that the simulation notices each of them.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use crate::root::{root, target};
use crate::run::{Done, Stop, wait};
use crate::simulation::prepared;

/// Seeds that a bug has before it counts as not noticed: twice as many as a test run, for the rarest
/// need two unlikely things in the same moment.
const SEEDS: &str = "10000";
/// A run that hangs was noticed, in its way. All seeds take ten minutes on a busy machine.
const HANGS: Duration = Duration::from_secs(1_800);

/// The simulation with all bugs in it, in the copy's folder.
const PROGRAM: &str = "kenspeckle-mutants";

/// Asked of the copy by the planted code; the environment says which bug is alive.
const SWITCH: &str = r#"
#[allow(missing_docs)]
pub fn mutant(name: &str) -> bool {
    static CHOSEN: std::sync::OnceLock<Option<String>> = std::sync::OnceLock::new();
    let chosen = CHOSEN.get_or_init(|| std::env::var("KENSPECKLE_MUTANT").ok());
    chosen.as_deref() == Some(name)
}
"#;

struct Mutant {
    name: String,
    file: String,
    what: String,
    find: String,
    plant: String,
}

/// Plants all bugs, and runs the simulation with each alone. Words after it choose bugs by name.
pub(crate) fn show() -> Done {
    let mutants = read()?;
    let copy = target().join("mutants");
    copy_workspace(&copy).map_err(|fault| Stop(format!("the copy failed: {fault}.")))?;
    mutants.iter().try_for_each(|mutant| plant(&copy, mutant))?;
    let library = copy.join("shared/src/lib.rs");
    let text = fs::read_to_string(&library).unwrap_or_default();
    fs::write(&library, text + SWITCH).map_err(|fault| Stop(fault.to_string()))?;
    wait(prepared(&copy, &["build", "--quiet"]))?;
    // Out of the way of the next build of the simulation itself.
    fs::copy(target().join("simulation/simulation/kenspeckle-sim"), copy.join(PROGRAM))
        .map_err(|fault| Stop(fault.to_string()))?;
    let chosen: Vec<String> = std::env::args().skip(2).collect();
    println!("| bug | what it is | noticed at | as |\n|---|---|---|---|");
    let asked = |mutant: &&Mutant| chosen.is_empty() || chosen.contains(&mutant.name);
    let missed = mutants.iter().filter(asked).filter(|mutant| !noticed(mutant)).count();
    match missed {
        0 => Ok(()),
        missed => Err(Stop(format!("{missed} bugs were not noticed."))),
    }
}

fn read() -> Result<Vec<Mutant>, Stop> {
    let path = root().join("tests/sim/mutants.txt");
    let text = fs::read_to_string(&path).map_err(|fault| Stop(fault.to_string()))?;
    let one = |block: &str| {
        let (head, code) = block.split_once("\nfind\n")?;
        let (find, plant) = code.trim_end().split_once("\nplant\n")?;
        let [name, file, what] = head.lines().collect::<Vec<_>>().try_into().ok()?;
        let [name, file, what, find, plant] = [name, file, what, find, plant].map(str::to_owned);
        Some(Mutant { name, file, what, find, plant })
    };
    let blocks = text.split("\n== ").skip(1);
    blocks
        .map(|block| one(block).ok_or_else(|| Stop(format!("this is no mutant:\n{block}"))))
        .collect()
}

fn plant(copy: &Path, mutant: &Mutant) -> Done {
    let path = copy.join(&mutant.file);
    let planted = planted(&fs::read_to_string(&path).unwrap_or_default(), mutant)?;
    fs::write(&path, planted).map_err(|fault| Stop(fault.to_string()))
}

/// Gives the text of a file with a bug in it, whose place must be there once.
fn planted(text: &str, mutant: &Mutant) -> Result<String, Stop> {
    let times = text.matches(&mutant.find).count();
    if times != 1 {
        let (name, file) = (&mutant.name, &mutant.file);
        return Err(Stop(format!("{name}: the code it changes is {times} times in {file}.")));
    }
    let asked = format!("kenspeckle_shared::mutant({:?})", mutant.name);
    let asked = if mutant.file.starts_with("shared/") {
        asked.replace("kenspeckle_shared", "crate")
    } else {
        asked
    };
    Ok(text.replace(&mutant.find, &mutant.plant.replace("MUTANT", &asked)))
}

/// Runs seeds until one fails, and says in a row of the table how.
fn noticed(mutant: &Mutant) -> bool {
    let begun = Instant::now();
    let said = run(&mutant.name);
    let row = |at: &str, how: &str| {
        let how = how.replace('|', "/");
        let how: String = how.chars().take(110).collect();
        println!("| {} | {} | {at} | {how} |", mutant.name, mutant.what);
    };
    match said {
        None => row(&format!("after {} s", begun.elapsed().as_secs()), "it never ends"),
        Some(said) => match said.lines().find_map(|line| line.strip_prefix("seed ")) {
            Some(fault) => {
                let (seed, how) = fault.split_once(": ").unwrap_or((fault, ""));
                row(&format!("seed {seed}"), how);
            }
            None => {
                row("**not noticed**", "");
                return false;
            }
        },
    }
    true
}

/// Gives what a run said; nothing if it had to be ended.
fn run(name: &str) -> Option<String> {
    let out = target().join("mutants-said.txt");
    let file = fs::File::create(&out).ok()?;
    let mut child = Command::new(target().join("mutants").join(PROGRAM))
        .args(["--seeds", SEEDS])
        .env("KENSPECKLE_MUTANT", name)
        .stdout(file)
        .stderr(Stdio::null())
        .spawn()
        .ok()?;
    let begun = Instant::now();
    while child.try_wait().ok()?.is_none() {
        if begun.elapsed() > HANGS {
            let _ = child.kill();
            let _ = child.wait();
            return None;
        }
        std::thread::sleep(Duration::from_millis(100));
    }
    fs::read_to_string(out).ok()
}

/// Copies what the simulation is built from.
fn copy_workspace(copy: &Path) -> std::io::Result<()> {
    if copy.exists() {
        fs::remove_dir_all(copy)?;
    }
    fs::create_dir_all(copy)?;
    for file in ["Cargo.toml", "Cargo.lock"] {
        fs::copy(root().join(file), copy.join(file))?;
    }
    for folder in ["server", "shared", "tests", "boards"] {
        copy_folder(&root().join(folder), &copy.join(folder))?;
    }
    Ok(())
}

fn copy_folder(from: &Path, to: &PathBuf) -> std::io::Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let (path, to) = (entry.path(), to.join(entry.file_name()));
        match path.is_dir() {
            true if ["browser", "node_modules", "output"].iter().any(|not| path.ends_with(not)) => {
            }
            true => copy_folder(&path, &to)?,
            false => drop(fs::copy(&path, &to)?),
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    #[test]
    fn every_bug_can_still_be_planted() {
        let mutants = read().unwrap_or_else(|Stop(fault)| panic!("{fault}"));
        assert!(mutants.len() >= 40, "only {} bugs", mutants.len());
        let mut files: BTreeMap<&str, String> = BTreeMap::new();
        for mutant in &mutants {
            let read = || fs::read_to_string(root().join(&mutant.file)).unwrap_or_default();
            let text = files.entry(&mutant.file).or_insert_with(read);
            *text = planted(text, mutant).unwrap_or_else(|Stop(fault)| panic!("{fault}"));
        }
    }
}
