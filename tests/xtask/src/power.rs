//! Power cuts of the recorded program.

use crate::apt;
use crate::root::program;
use crate::run::{Done, Stop, cargo, cargo_command, output, wait};
use crate::suites::PROGRAM;

/// Records the program and cuts its power; words after it say how often, or which cut again.
pub(crate) fn cut() -> Done {
    tracer()?;
    cargo(&["build", "--quiet", "--workspace", "--locked"])?;
    let mut command = cargo_command(&["run", "--quiet", "--package", "kenspeckle-power", "--"]);
    command.args(std::env::args().skip(2)).env(PROGRAM, program("debug"));
    wait(command)
}

/// Makes sure of strace, by the system's package where there is none. Elsewhere than on Linux
/// there is none, and no power is cut.
pub(crate) fn tracer() -> Done {
    if !cfg!(target_os = "linux") || output("strace", &["-V"]).is_some() {
        return Ok(());
    }
    apt::install("strace", "strace", by_hand)
}

fn by_hand() -> Stop {
    Stop(
        "the tests of power cuts need strace, and it could not be installed. Please run \
         `sudo apt-get update && sudo apt-get install -y strace`"
            .into(),
    )
}
