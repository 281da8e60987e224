//! The pictures of the documentation, taken from the running program.

use crate::root::program;
use crate::run::{Done, cargo, wait};
use crate::suites::{PROGRAM, in_browser, prepare};

/// Takes them anew into `docs/pictures`.
pub(crate) fn take() -> Done {
    prepare()?;
    cargo(&["build", "--release", "--locked"])?;
    let mut command = in_browser("pictures", &[])?;
    command.env(PROGRAM, program("release"));
    wait(command)
}
