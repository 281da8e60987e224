//! The benchmark: the released program under load.

use std::process::Command;

use crate::root::{bench, program, target};
use crate::run::{Done, cargo, wait};
use crate::suites::PROGRAM;
use crate::{npm, tools};

/// Measures what honest people notice of floods, and prints it as a table.
pub(crate) fn floods() -> Done {
    tools::node()?;
    cargo(&["build", "--release", "--locked", "--package", "kenspeckle"])?;
    let example = ["run", "--release", "--locked", "--package", "kenspeckle-tests"];
    let mut command = Command::new("cargo");
    command.args(example).args(["--example", "floods"]).env(PROGRAM, program("release"));
    wait(command)
}

/// Builds what is needed and measures the rows that are named, or all.
pub(crate) fn measure() -> Done {
    tools::node()?;
    npm::install(&bench())?;
    cargo(&["build", "--release", "--locked", "--package", "kenspeckle"])?;
    cargo(&["build", "--release", "--locked", "--package", "kenspeckle-bench"])?;
    let name = format!("kenspeckle-bench{}", std::env::consts::EXE_SUFFIX);
    let mut command = Command::new(target().join("release").join(name));
    command.args(std::env::args().skip(2)).env(PROGRAM, program("release"));
    wait(command)
}
