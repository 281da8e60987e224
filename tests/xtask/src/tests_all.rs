//! The two lists of steps: everything, and what a developer waits for while writing.

use crate::run::Done;
use crate::steps::Steps;
use crate::{checks, deny, npm, power, root, simulation, suites, tools, wire};

/// All there is; what `.ci/run` calls.
pub(crate) fn everything() -> Done {
    let mut steps = Steps::of("cargo xtask test");
    steps.step("What the tests need", || {
        tools::rust_parts()?;
        power::tracer()?;
        suites::prepare()
    })?;
    checked(&mut steps)?;
    steps.step("Licences, bans and sources", deny::check)?;
    steps.step("Rust tests", suites::rust)?;
    steps.step("Simulation", simulation::tests)?;
    steps.step("Syntax for Chromium 80", suites::old_browsers)?;
    steps.step("Browser tests and byte budgets", suites::browser_tests)?;
    steps.close();
    Ok(())
}

/// Everything that needs no browser.
pub(crate) fn fast() -> Done {
    let mut steps = Steps::of("cargo xtask fast");
    steps.step("What the tests need", || {
        tools::rust_parts()?;
        tools::node()?;
        npm::install(&root::web())?;
        npm::install(&root::browser())
    })?;
    checked(&mut steps)?;
    steps.step("Rust unit tests", suites::rust_units)?;
    steps.close();
    Ok(())
}

fn checked(steps: &mut Steps) -> Done {
    steps.step("Format", checks::format)?;
    steps.step("Wire types", wire::check)?;
    steps.step("Web lints and types", checks::web_lints)?;
    steps.step("Web tests", suites::web_units)?;
    steps.step("Rust lints", checks::rust_lints)
}
