//! The benchmark: the released program under load.

use std::process::Command;

use crate::root::{bench, program, target};
use crate::run::{Done, cargo, wait};
use crate::suites::PROGRAM;
use crate::{npm, tools};

/// Measures what honest people notice of floods: that row of the benchmark alone.
pub(crate) fn floods() -> Done {
    rows(std::iter::once("floods".to_owned()).chain(std::env::args().skip(2)))
}

/// Measures the rows that are named, or all.
pub(crate) fn measure() -> Done {
    rows(std::env::args().skip(2))
}

/// Builds what is needed, and measures what the words say.
fn rows(words: impl Iterator<Item = String>) -> Done {
    tools::node()?;
    npm::install(&bench())?;
    cargo(&["build", "--release", "--locked", "--package", "kenspeckle"])?;
    cargo(&["build", "--release", "--locked", "--package", "kenspeckle-bench"])?;
    let name = format!("kenspeckle-bench{}", std::env::consts::EXE_SUFFIX);
    let mut command = Command::new(target().join("release").join(name));
    command.args(words).env(PROGRAM, program("release"));
    wait(command)
}
